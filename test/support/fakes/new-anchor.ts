import type { Environment } from '#domain/shop/environment.ts';
import type { Anchored, Anchors, JournalAnchor, JournalEnd } from '#services/installation/anchor-port.ts';

/** The anchor of a journal that was never anchored, or was anchored up to this point; in memory. */
export const newAnchor = (from: Anchored | null = null): JournalAnchor => {
  let anchored = from;
  const set = (next: Partial<Anchored>): void => {
    anchored = { ...(anchored ?? { sequence: 0, hash: '', restoring: null, numbers: null }), ...next };
  };
  const end = ({ sequence, hash, payments, refunds, zs, shifts }: JournalEnd) => ({
    sequence,
    hash,
    numbers: { payments, refunds, zs, shifts },
  });
  return {
    mayBeginAnew: false,
    anchored: () => anchored,
    alarms: () => [],
    begin: (at) => set({ ...end(at), restoring: null }),
    move: (at) => set(end(at)),
    expectRestore: (restoring) => set({ restoring }),
    settled: () => Promise.resolve(),
  };
};

/** Where a journal of this many rows ends, all of them sales. */
export const endAt = (sequence: number, hash: string): JournalEnd => ({
  sequence,
  hash,
  payments: sequence,
  refunds: 0,
  zs: 0,
  shifts: 0,
});

/** The anchors of one till, for as long as it runs. */
export const newAnchors = (): Anchors => {
  const made = new Map<Environment, JournalAnchor>();
  return {
    of: (environment) => {
      const anchor = made.get(environment) ?? newAnchor();
      made.set(environment, anchor);
      return anchor;
    },
  };
};
