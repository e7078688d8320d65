import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { JsonFile, JsonRead } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import type { KeyStore, Purpose } from './key-store.ts';

/** `backend` names what sealed it; the cipher is base64. */
export const Sealed = z.object({ backend: z.string(), cipher: z.base64() });

/** Bytes in base64, for a system without a safe key store: only the file's mode protects them. */
export const Plain = z.object({ plain: z.base64() });

export type Secret = z.infer<typeof Sealed> | z.infer<typeof Plain>;

/** A text in a file of its own, sealed by the system's key store. */
export interface SealedFile<T extends Secret> extends JsonFile<T> {
  /** Undefined if there is none; throws if it cannot be read or the key store does not open it. */
  open(): Promise<string | undefined>;
}

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
export const unsealed = async (secret: Secret, keyStore: KeyStore, purpose: Purpose): Promise<string> =>
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

export const sealedFile = <T extends Secret>(
  path: string,
  schema: z.ZodType<T>,
  keyStore: KeyStore,
  purpose: Purpose,
): SealedFile<T> => {
  const file = jsonFile(path, schema);
  return { ...file, open: async () => opened(file.read(), keyStore, purpose) };
};
