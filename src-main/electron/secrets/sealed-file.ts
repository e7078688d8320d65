import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { JsonRead } from '#files/json-file.ts';
import type { KeyStore, Purpose } from './key-store.ts';

/** `backend` names what sealed it; the cipher is base64. */
export const Sealed = z.object({ backend: z.string(), cipher: z.base64() });

/** Bytes in base64, for a system without a safe key store: only the file's mode protects them. */
export const Plain = z.object({ plain: z.base64() });

export type Secret = z.infer<typeof Sealed> | z.infer<typeof Plain>;

/** Seals a text for a file; undefined if the key store is not safe. Throws if a safe one refuses. */
export const seal = async (
  keyStore: KeyStore,
  text: string,
  purpose: Purpose,
): Promise<z.infer<typeof Sealed> | undefined> =>
  (await keyStore.isSafe())
    ? { backend: keyStore.backend(), cipher: (await keyStore.seal(text, purpose)).toString('base64') }
    : undefined;

/** Throws if the key store does not open it. */
export const unsealed = async (
  secret: z.infer<typeof Plain> | Pick<z.infer<typeof Sealed>, 'cipher'>,
  keyStore: KeyStore,
  purpose: Purpose,
): Promise<string> =>
  'plain' in secret ? secret.plain : keyStore.unseal(Buffer.from(secret.cipher, 'base64'), purpose);

/** Undefined if there is none; throws if it cannot be read or the key store does not open it. */
export const opened = async (
  read: JsonRead<Secret>,
  keyStore: KeyStore,
  purpose: Purpose,
): Promise<string | undefined> => {
  if (read.state === 'missing') return undefined;
  if (read.state === 'damaged') throw read.error;
  return unsealed(read.value, keyStore, purpose);
};
