import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { KeyStore } from './key-store.ts';
import type { Secret } from './sealed-file.ts';
import { Plain, seal, Sealed, unsealed } from './sealed-file.ts';

const former = z.array(z.union([Sealed, Plain])).default([]);
const stored = z.union([Sealed.extend({ former }), Plain.extend({ former })]);

/** A pepper, and the name under which PINs refer to it. */
export interface NamedPepper {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Everything the file holds, the pepper in use first. `isSealed`: no part of it is in the clear. */
export interface StoredPeppers {
  readonly peppers: readonly [NamedPepper, ...NamedPepper[]];
  readonly isSealed: boolean;
}

export interface PepperFile {
  exists(): boolean;
  /** Undefined if there is none. Throws if it cannot be read, or the key store does not open it. */
  read(): Promise<StoredPeppers | undefined>;
  /**
   * Throws if it cannot be written, if a safe key store refuses, or if a part would lie in the clear of a file that is sealed
   * throughout, or that the system does not let it read now.
   */
  write(peppers: StoredPeppers['peppers']): Promise<void>;
  /** As `write`, but only if there is no file yet; returns whether it was written. */
  create(pepper: NamedPepper): Promise<boolean>;
}

/** The name reveals nothing about the bytes. */
export const namedPepper = (bytes: Buffer): NamedPepper => ({
  bytes,
  id: createHash('sha256').update('countertop-pepper-1:').update(bytes).digest('hex').slice(0, 8),
});

const isSealed = (secret: Secret): boolean => 'cipher' in secret;

const secretsIn = (peppers: z.infer<typeof stored>): readonly Secret[] => [peppers, ...peppers.former];

/** `<home>/pepper.json`: bytes in base64, sealed if the key store is safe when they are written, otherwise plain. */
export const pepperFile = (home: string, keyStore: KeyStore, hide: (secret: string) => void): PepperFile => {
  const file = jsonFile(join(home, 'pepper.json'), stored);

  const opened = async (secret: Secret): Promise<NamedPepper> => {
    const text = await unsealed(secret, keyStore, 'pepper');
    hide(text);
    return namedPepper(Buffer.from(text, 'base64'));
  };

  const closed = async ({ bytes }: NamedPepper): Promise<Secret> => {
    const plain = bytes.toString('base64');
    hide(plain);
    return (await seal(keyStore, plain, 'pepper')) ?? { plain };
  };

  return {
    exists: () => file.exists(),
    read: async () => {
      const read = file.read();
      if (read.state === 'missing') return undefined;
      if (read.state === 'damaged') throw read.error;
      return {
        peppers: [await opened(read.value), ...(await Promise.all(read.value.former.map(opened)))],
        isSealed: secretsIn(read.value).every(isSealed),
      };
    },
    write: async ([current, ...others]) => {
      const next = { ...(await closed(current)), former: await Promise.all(others.map(closed)) };
      const before = readWithinReach(file);
      if (
        before.state === 'read' &&
        secretsIn(before.value).every(isSealed) &&
        !secretsIn(next).every(isSealed)
      )
        throw new Error('the key store is not safe at the moment, and the pepper would lie in the clear');
      file.write(next);
    },
    create: async (pepper) => {
      const secret = await closed(pepper);
      // Another call may have made one meanwhile, and PINs may already depend on it.
      if (file.exists()) return false;
      file.write({ ...secret, former: [] });
      return true;
    },
  };
};
