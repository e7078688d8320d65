/**
 * When to poll a payment, learned from when customers have paid here.
 *
 * The aim is that each poll is equally likely to find the payment paid. So the till polls often at the ages at which
 * many of the still open payments get paid, and rarely before anybody has taken out a phone or once hardly anybody is
 * left. The budget sets that likelihood: for the same customers, no more polls than the table would have made.
 */
import type { Rung } from '#domain/pace.ts';
import { PACE, waitAt } from '#domain/pace.ts';
import { callsBy } from './ladder.ts';
import type { CustomerWait } from './customer-wait.ts';

const { atLeast, groups, min, slowest, max, within } = PACE.learnedPolls;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Ages between two edges. */
interface Stretch {
  readonly untilAge: number;
  /** Total time that payments were open at these ages, ms. */
  readonly open: number;
  /** How many were paid at these ages; a payment that may have been paid in this stretch or another counts in part. */
  readonly paid: number;
  /** The longest wait allowed here. */
  readonly longest: number;
}

/** The ages between which a payment was paid: a poll finds what happened since the poll before it. Ms. */
interface Found {
  readonly from: number;
  readonly to: number;
}

/**
 * The time of the poll before is not recorded, so we assume half a wait of the table. If payments counted as paid at
 * the poll that found them, a till would learn its own polls and would stay late for customers who pay early.
 */
const foundAt = ({ age }: CustomerWait): Found => ({
  from: Math.max(0, age - (waitAt(PACE.polls, age) ?? 0) / 2),
  to: age,
});

/** The fraction of it between two ages, 0 … 1. */
const shareOf = ({ from, to }: Found, start: number, end: number): number => {
  if (to <= from) return from >= start && from < end ? 1 : 0;
  return Math.max(0, Math.min(to, end) - Math.max(from, start)) / (to - from);
};

/** The ages that divide the paid payments into groups of equal size, and those at which the table changes. */
const edgesOf = (found: readonly Found[]): readonly number[] => {
  const starts = found.map(({ from }) => from).toSorted((one, other) => one - other);
  const parts = Array.from(
    { length: groups },
    (_, group) => starts[Math.floor((group * starts.length) / groups)] ?? 0,
  );
  const last = Math.max(...found.map(({ to }) => to)) + 1;
  const edges = new Set([...parts, last, ...PACE.polls.map(({ untilAge }) => untilAge)]);
  return [...edges].filter((edge) => edge > 0).toSorted((one, other) => one - other);
};

const stretchesOf = (seen: readonly CustomerWait[], found: readonly Found[]): readonly Stretch[] => {
  const edges = edgesOf(found);
  return edges.map((untilAge, index) => {
    const from = edges[index - 1] ?? 0;
    const open = sum(seen.map(({ age }) => Math.max(0, Math.min(age, untilAge) - from)));
    const paid = sum(found.map((one) => shareOf(one, from, untilAge)));
    return { untilAge, open, paid, longest: slowest * (waitAt(PACE.polls, from) ?? 0) };
  });
};

/** The polls that each find a payment paid with this chance, within the bounds. */
const pollsWith = (stretches: readonly Stretch[], chance: number): readonly Rung[] =>
  stretches.map(({ untilAge, open, paid, longest }) => {
    const every = paid === 0 ? longest : (chance * open) / paid;
    return { untilAge, every: Math.min(longest, Math.max(min, every)) };
  });

const HALVINGS = 30;

/** The polls for a till that has seen these payments; the table until enough of them were paid. */
export const learnPolls = (seen: readonly CustomerWait[]): readonly Rung[] => {
  const found = seen.filter(({ paid }) => paid).map(foundAt);
  if (found.length < atLeast) return PACE.polls;
  const stretches = stretchesOf(seen, found);
  const budget = sum(seen.map(({ age }) => callsBy(PACE.polls, age)));
  const isAffordable = (polls: readonly Rung[]): boolean =>
    sum(polls.map(({ every }, index) => (stretches[index]?.open ?? 0) / every)) <= budget &&
    callsBy(polls, within) <= max;
  // The smallest chance that the budget pays for. At the largest, all waits are the longest.
  const chances = stretches.map(({ open, paid, longest }) => (open > 0 ? (longest * paid) / open : 0));
  let [tooDear, affordable] = [0, Math.max(...chances)];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const chance = (tooDear + affordable) / 2;
    if (isAffordable(pollsWith(stretches, chance))) affordable = chance;
    else tooDear = chance;
  }
  return pollsWith(stretches, affordable);
};
