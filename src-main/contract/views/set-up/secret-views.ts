/** Where the till keeps its secrets, and the state of its passphrase. No secret is ever sent to a window. */
import { z } from 'zod';
import { MAX_LENGTH } from '#domain/secrets/passphrase.ts';

/** Twice the allowed length, so that one that is too long gets a problem that says so. */
export const PassphraseInput = z.strictObject({ passphrase: z.string().max(2 * MAX_LENGTH) });

export const PassphraseChange = PassphraseInput.extend({
  formerPassphrase: z.string().max(2 * MAX_LENGTH),
});

export const UnlockView = z.strictObject({
  /** Whether the till waits for the passphrase before it opens. */
  asks: z.boolean(),
  /** How long until another passphrase may be tried; ms. */
  wait: z.int().nonnegative(),
});
export type UnlockView = z.infer<typeof UnlockView>;

export const KeysView = z.strictObject({
  /** `nowhere`: they are stored unencrypted. `locked`: the passphrase has not been entered. */
  protectedBy: z.enum(['key-store', 'passphrase', 'nowhere', 'locked']),
  /** Of the key that signs the journal, as on paper and in the output of `journal -- verify`. */
  fingerprint: z.string(),
});
export type KeysView = z.infer<typeof KeysView>;
