/**
 * The polls of a till that never learns: after 2 s, every 3 s for a minute, every 5 s up to three minutes,
 * then every 15 s.
 */
import type { Customer } from '../../support/made-up/made-up-customers.ts';

const RUNGS = [
  { untilAge: 60_000, every: 3_000 },
  { untilAge: 180_000, every: 5_000 },
  { untilAge: Infinity, every: 15_000 },
];

export interface Polled {
  /** Polls until the payment ended. */
  readonly calls: number;
  /** Ms from the payment to the poll that found it; null if nobody paid. */
  readonly waited: number | null;
}

/** `chance` shortens or lengthens each wait by up to a fifth; the code expires at `expiry`. */
export const fixedPolls = ({ pays, leaves }: Customer, expiry: number, chance: () => number): Polled => {
  let calls = 0;
  for (let age = 2_000; age < leaves;) {
    calls += 1;
    if (age >= pays) return { calls, waited: age - pays };
    if (age >= expiry) break;
    const every = RUNGS.find(({ untilAge }) => age < untilAge)?.every ?? 0;
    age += Math.round(every * (0.8 + 0.4 * chance()));
  }
  return { calls, waited: null };
};
