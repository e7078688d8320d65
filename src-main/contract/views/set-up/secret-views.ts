/** Where the till keeps its secrets, and what is asked about the passphrase. No secret is ever sent to a window. */
import { z } from 'zod';
import { MOST_LETTERS } from '#domain/secrets/passphrase.ts';

/** More than a good one may have: what is too long is refused in words. */
export const PassphraseInput = z.strictObject({ passphrase: z.string().max(2 * MOST_LETTERS) });

export const PassphraseChange = PassphraseInput.extend({
  formerPassphrase: z.string().max(2 * MOST_LETTERS),
});

export const UnlockView = z.strictObject({
  /** Whether the till waits for the passphrase before it opens. */
  asks: z.boolean(),
  /** How long no passphrase is tried; ms. */
  wait: z.int().nonnegative(),
});
export type UnlockView = z.infer<typeof UnlockView>;

export const KeysView = z.strictObject({
  /** `nowhere`: they lie in the clear. `locked`: the passphrase has not been entered. */
  keptBy: z.enum(['key-store', 'passphrase', 'nowhere', 'locked']),
  /** Of the key that signs the journal, as it is printed and as `journal verify` prints it. */
  fingerprint: z.string(),
});
export type KeysView = z.infer<typeof KeysView>;
