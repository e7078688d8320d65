import { beforeAll, describe, expect, test } from 'vitest';
import { advance } from '#domain/payment/advance.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Explored } from '../../faults/model/rules.ts';
import { exploreAll, notDrawn, notTaken, wrongAbout } from '../../faults/model/rules.ts';
import type { World } from '../../faults/model/world.ts';
import { outOfTurn, paidMeanwhile } from '../../faults/model/world.ts';
import { intent } from '../../support/station-kit.ts';

/** One world for each state of a payment, whatever its time and calls. */
const worldsOnce = (): readonly World[] => [
  ...new Map(all.worlds.map((world) => [JSON.stringify({ ...world.payment, changedAt: 0 }), world])).values(),
];

/** Seconds on a quiet machine; longer on a busy one. */
const EXPLORING_MS = 120_000;

let all: Explored;
beforeAll(() => {
  all = exploreAll();
}, EXPLORING_MS);

describe('every sequence of eight moves a payment can make', () => {
  test('breaks no rule', () => {
    expect([...all.rules].filter(([, story]) => story !== undefined)).toEqual([]);
  });

  test('breaks no rule when events come out of turn either', () => {
    const broken = worldsOnce().flatMap((from) =>
      outOfTurn(from).flatMap((move) => wrongAbout({ from, move, story: [] })),
    );
    expect([...new Set(broken)]).toEqual([]);
  });

  test('is one of many, and together they reach every state', () => {
    expect(all.worlds.length).toBeGreaterThan(50_000);
    expect([...new Set(all.worlds.map(({ payment }) => payment.state))].sort()).toEqual(
      ['cancelled', 'expired', 'failed', 'open', 'paid', 'pending', 'sending', 'unknown'].sort(),
    );
  });

  test('never loses what the customer has paid: the till learns of it with the next good answer', () => {
    const lost = all.worlds.filter((world) => !isFinal(world.payment) && !paidMeanwhile(world));
    expect(lost.map(({ payment }) => payment.state)).toEqual([]);
  });

  test('never starts a payment a second time', () => {
    const again = all.worlds.filter(({ payment }) => advance(payment, { type: 'intended', intent }, 0));
    expect(again).toEqual([]);
  });
});

describe('the state diagram of a payment', () => {
  test('shows every transition that a payment makes', () => {
    expect(notDrawn(all.transitions)).toEqual([]);
  });

  test('shows no transition that no payment makes', () => {
    expect(notTaken(all.transitions)).toEqual([]);
  });
});
