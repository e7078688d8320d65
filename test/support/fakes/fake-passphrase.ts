import type { Attempts, AttemptsFile, Passphrase } from '#services/secrets/secrets-port.ts';
import type { Secrets } from '#services/secrets/key-desk.ts';
import { UnlockDesk } from '#services/secrets/unlock-desk.ts';
import { silentLog } from '../station-kit.ts';

export const RIGHT = 'four words of our own';

/** A till with this passphrase, or without any; `opened` counts the attempts that reached it. */
export const fakePassphrase = (state: ReturnType<Passphrase['state']>): Passphrase & { opened: number } => {
  let now = state;
  const passphrase = {
    opened: 0,
    state: () => now,
    open: async (typed: string) => {
      passphrase.opened += 1;
      if (typed === 'damaged') return Promise.resolve('damaged' as const);
      if (typed !== RIGHT) return Promise.resolve('wrong' as const);
      now = 'open';
      return Promise.resolve('open' as const);
    },
    make: async () => {
      now = 'open';
      return Promise.resolve();
    },
    change: async (former: string) => {
      if (former === 'damaged') return Promise.resolve('damaged' as const);
      return Promise.resolve(former === RIGHT ? { commit: () => undefined } : ('wrong' as const));
    },
  };
  return passphrase;
};

export const keptAttempts = (): AttemptsFile & { kept: Attempts } => {
  const file = {
    kept: { failures: 0, failedAt: 0 } as Attempts,
    read: () => file.kept,
    write: (attempts: Attempts) => void (file.kept = attempts),
  };
  return file;
};

/** A till that nobody has to unlock. */
export const unlocked = (): UnlockDesk =>
  new UnlockDesk({
    passphrase: fakePassphrase('none'),
    attempts: keptAttempts(),
    clock: { now: () => 0 },
    log: silentLog,
    isBench: false,
  });

/** A computer without a key store, whose till has no passphrase either. */
export const plainSecrets = (): Secrets => ({
  passphrase: fakePassphrase('none'),
  pepper: { seal: () => Promise.resolve(), renew: () => Promise.resolve() },
  signing: { seal: () => Promise.resolve(), renew: () => Promise.resolve(), handovers: () => [] },
  sealable: [],
  keyStore: () => 'missing',
  found: { failures: 0, lost: [], recorded: () => undefined },
});
