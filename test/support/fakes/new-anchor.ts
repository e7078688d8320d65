import type { Environment } from '#domain/shop/environment.ts';
import type { Anchored, Anchors, JournalAnchor } from '#services/installation/anchor-port.ts';

/** The anchor of a journal that was never anchored, or so far; keeps what it is told in memory. */
export const newAnchor = (from: Anchored | null = null): JournalAnchor => {
  let anchored = from;
  const set = (next: Partial<Anchored>): void => {
    anchored = { ...(anchored ?? { sequence: 0, hash: '', restoring: null }), ...next };
  };
  return {
    mayBeginAnew: false,
    anchored: () => anchored,
    alarms: () => [],
    begin: ({ sequence, hash }) => set({ sequence, hash, restoring: null }),
    move: ({ sequence, hash }) => set({ sequence, hash }),
    expectRestore: ({ sequence, hash }) => set({ restoring: { sequence, hash } }),
    settled: () => Promise.resolve(),
  };
};

/** Those of one till, for as long as it runs. */
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
