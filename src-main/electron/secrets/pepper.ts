import { writeWhole } from '#files/durable-file.ts';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyStore } from './key-store.ts';
import type { TillLog } from '#electron/system/log.ts';

const PEPPER_BYTES = 32;

const stored = z.union([
  z.object({ backend: z.string(), cipher: z.base64() }),
  /** Where the system had no safe place for it: the file's own mode protects it. */
  z.object({ plain: z.base64() }),
]);

export interface PepperOptions {
  readonly home: string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
}

/** What this installation mixes into every PIN, so that its list of people is worth nothing elsewhere. */
export interface Pepper {
  /** 32 bytes; undefined while there is none or it cannot be opened. */
  open(): Promise<Buffer | undefined>;
  /** The same, made first where there is none. */
  make(): Promise<Buffer | undefined>;
}

/**
 * The pepper in `<home>/pepper.json`: sealed by the system's key store where that is safe when it is made, else plain.
 * It is opened when the first PIN needs it. `make` throws NodeJS.ErrnoException where the disk will not have it.
 */
export const openPepper = ({ home, keyStore, log }: PepperOptions): Pepper => {
  const path = join(home, 'pepper.json');
  let known: Buffer | undefined;

  const read = async (): Promise<Buffer> => {
    const found = stored.parse(JSON.parse(readFileSync(path, 'utf8')));
    const text = 'plain' in found ? found.plain : await keyStore.unseal(Buffer.from(found.cipher, 'base64'));
    return Buffer.from(text, 'base64');
  };

  const open = async (): Promise<Buffer | undefined> => {
    if (known || !existsSync(path)) return known;
    try {
      known = await read();
      log.hide(known.toString('base64'));
    } catch (error) {
      log.warn('no PIN can be checked: what is mixed into them cannot be opened', {
        backend: keyStore.backend(),
        error,
      });
    }
    return known;
  };

  const make = async (): Promise<Buffer | undefined> => {
    if (existsSync(path)) return open();
    const fresh = randomBytes(PEPPER_BYTES);
    const plain = fresh.toString('base64');
    log.hide(plain);
    const kept = (await keyStore.isSafe())
      ? { backend: keyStore.backend(), cipher: (await keyStore.seal(plain)).toString('base64') }
      : { plain };
    // Somebody else may have made one meanwhile; PINs are mixed with it already.
    if (existsSync(path)) return open();
    writeWhole(path, `${JSON.stringify(kept)}\n`);
    known = fresh;
    return known;
  };

  return { open, make };
};
