/** The list beside the keypad: the newest payments of today, however many there are. */
import { expect, test } from 'vitest';
import type { Payment } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { LISTED, tillSnapshot } from '#handlers/views/snapshot.ts';
import { intended, NOON, sell } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { quietStation } from './quiet-station.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
const chen: Person = { id: 'p2', name: 'Chen', role: 'manager' };
const SOLD = LISTED + 3;

const shownWith = (journal: MemoryJournal, unfinished: readonly Payment[]): ShownStation => ({
  ...quietStation,
  payments: {
    current: null,
    currentAge: 0,
    currentStateAge: 0,
    mayDismiss: false,
    parked: unfinished,
    tracker: { unfinished, unsettled: [], maySettle: () => false },
  },
  refunds: { tracker: { otherSiteOf: () => null, maySettle: () => false } },
  journal,
});

/** A busy day, which began with a payment that is still parked; so is one of yesterday. */
const busyDay = () => {
  const journal = new MemoryJournal();
  const parked = [
    ['yesterday', NOON - DAY],
    ['early', NOON - SOLD * MINUTE],
  ] as const;
  for (const [reference, at] of parked) journal.append(reference, intended(reference), at);
  for (let n = 1; n < SOLD; n += 1) sell(journal, `T${n}`, NOON - (SOLD - n) * MINUTE);
  const unfinished = parked
    .map(([reference]) => journal.payment(reference))
    .filter((one): one is Payment => one !== undefined);
  const station = shownWith(journal, unfinished);
  return (person: Person | null) => tillSnapshot(station, { person }, new HandClock(NOON));
};

test('has the newest first, then every other one that is unfinished, and says how many of today it leaves out', () => {
  const { history, unlisted, charges } = busyDay()(chen);
  const newest = Array.from({ length: LISTED }, (_, index) => `T${SOLD - 1 - index}`);
  expect(history.map(({ reference }) => reference)).toEqual([...newest, 'early', 'yesterday']);
  expect(unlisted).toBe(SOLD - LISTED - 1);
  // The parked one of yesterday is none of today’s.
  expect(charges).toBe(SOLD);
});

test('a payment that cannot be read is counted, though it has no line', () => {
  const journal = new MemoryJournal();
  for (const reference of ['T1', 'T2']) sell(journal, reference, NOON - MINUTE);
  const station: ShownStation = {
    ...shownWith(journal, []),
    journal: {
      payment: (reference) => journal.payment(reference),
      newestBetween: (from, to, limit) => journal.newestBetween(from, to, limit).slice(0, 1),
      countBetween: (from, to) => journal.countBetween(from, to),
      refundsOf: () => [],
    },
  };
  const { history, unlisted, charges } = tillSnapshot(station, { person: chen }, new HandClock(NOON));
  expect([history.length, unlisted, charges]).toEqual([1, 0, 2]);
});

test('tells people who may not see it nothing, not even how many there are', () => {
  expect(busyDay()(null)).toMatchObject({ history: [], unlisted: 0, charges: 0 });
});
