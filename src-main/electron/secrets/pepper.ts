import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { TillLog } from '#electron/system/log.ts';
import type { KeyStore } from './key-store.ts';
import { Plain, seal, Sealed, sealedFile } from './sealed-file.ts';

const PEPPER_BYTES = 32;

export interface PepperOptions {
  readonly home: string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
}

/** The secret that this installation mixes into every PIN, which makes its staff file useless elsewhere. */
export interface Pepper {
  /** 32 bytes; undefined while there is none or it cannot be opened. */
  open(): Promise<Buffer | undefined>;
  /** The same, once it was opened or made. */
  readonly known: Buffer | undefined;
  /** The same, made first where there is none. */
  make(): Promise<Buffer | undefined>;
}

/**
 * The pepper in `<home>/pepper.json`, in base64: sealed by the system's key store where that is safe when it is made,
 * else plain. It is opened when the first PIN needs it. `make` throws NodeJS.ErrnoException where it cannot be written.
 */
export const openPepper = ({ home, keyStore, log }: PepperOptions): Pepper => {
  const file = sealedFile(join(home, 'pepper.json'), z.union([Sealed, Plain]), keyStore);
  let known: Buffer | undefined;

  const open = async (): Promise<Buffer | undefined> => {
    if (known) return known;
    try {
      const text = await file.open();
      if (text === undefined) return undefined;
      known = Buffer.from(text, 'base64');
      log.hide(text);
    } catch (error) {
      log.warn('no PIN can be checked: the pepper cannot be opened', {
        backend: keyStore.backend(),
        error,
      });
    }
    return known;
  };

  const make = async (): Promise<Buffer | undefined> => {
    if (file.exists()) return open();
    const fresh = randomBytes(PEPPER_BYTES);
    const plain = fresh.toString('base64');
    log.hide(plain);
    const secret = (await seal(keyStore, plain)) ?? { plain };
    // Another call may have made one meanwhile, and PINs may be mixed with it already.
    if (file.exists()) return open();
    file.write(secret);
    known = fresh;
    return known;
  };

  return {
    open,
    make,
    get known() {
      return known;
    },
  };
};
