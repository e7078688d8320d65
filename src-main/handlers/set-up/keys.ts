/** Calls about the till's secrets: what protects them, and how to renew them. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { KeysView } from '#contract/views/set-up/secret-views.ts';
import type { Handlers } from '#handlers/handlers.ts';
import type { KeyChange, KeyDesk } from '#services/secrets/key-desk.ts';

export interface KeyHandlerPorts {
  readonly keys: KeyDesk;
  /** The fingerprint of the key that signs the journal now. */
  readonly keyFingerprint: () => string;
}

const keysView = ({ keys, keyFingerprint }: KeyHandlerPorts): KeysView => ({
  protectedBy: keys.protectedBy,
  fingerprint: keyFingerprint(),
});

const answer = (ports: KeyHandlerPorts, change: KeyChange): Reply<KeysView> => {
  if (change.changed) return { ok: true, value: keysView(ports) };
  switch (change.why) {
    case 'weak':
      return refuse('passphrase-weak', { fault: change.fault });
    case 'refused':
      return refuse('request-refused');
    case 'former-wrong':
      return refuse('former-passphrase-wrong');
    case 'not-written':
      return refuse('keys-not-changed');
    default:
      return change satisfies never;
  }
};

export const keyHandlers = (ports: KeyHandlerPorts) =>
  ({
    'keys.read': () => ({ ok: true, value: keysView(ports) }),
    'passphrase.make': async ({ passphrase }, acting) =>
      answer(ports, await ports.keys.makePassphrase(passphrase, acting)),
    'passphrase.change': async ({ formerPassphrase, passphrase }, acting) =>
      answer(ports, await ports.keys.changePassphrase(formerPassphrase, passphrase, acting)),
    'keys.renewSigningKey': async (_, acting) => answer(ports, await ports.keys.renewSigningKey(acting)),
    'keys.renewPepper': async (_, acting) => answer(ports, await ports.keys.renewPepper(acting)),
  }) satisfies Partial<Handlers>;
