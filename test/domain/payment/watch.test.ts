import { describe, expect, test } from 'vitest';
import { advance } from '#domain/payment/advance.ts';
import { PACE } from '#domain/pace.ts';
import type { Contact } from '#domain/story/contact.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import { expiresAt } from '#domain/payment/payment.ts';
import { needsAttention } from '#domain/payment/watched.ts';
import { intent } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const HOUR = 3_600_000;

const expired = advance(
  undefined,
  { type: 'found', intent, payment: gatewayPayment(intent, { statusId: 5 }) },
  0,
)!;
const END = expiresAt(expired);

const contact = (given: Partial<Contact>): Contact => ({
  since: 0,
  lastAt: null,
  failures: 0,
  notBefore: 0,
  chance: 0.5,
  ...given,
});

/** Ms from `now` until the next look-up for a late payment. */
const waitFor = (given: Partial<Contact>, now: number): number => {
  const step = nextStep(expired, contact(given), now, () => PACE.polls);
  return step.do === 'watch' ? step.at - now : Number.NaN;
};

test.each([
  ['knows is watched and listed, like every other that ended unpaid', gatewayPayment(intent), 'watch', true],
  ['does not know is neither', null, 'rest', false],
] as const)('a rejected payment that the gateway %s', (_title, payment, step, isListed) => {
  const sent = advance(undefined, { type: 'intended', intent }, 0);
  const rejected = advance(sent, { type: 'refused', failure: 'rejected', reasons: [], payment }, 0)!;
  expect(nextStep(rejected, contact({}), END, () => PACE.polls).do).toBe(step);
  expect(needsAttention(rejected, END)).toBe(isListed);
});

describe('after a hint', () => {
  test('a late payment is looked up at once, however long the usual wait is', () => {
    const now = END + 50 * HOUR;
    expect(waitFor({ lastAt: now - HOUR, hinted: true }, now)).toBeLessThanOrEqual(0);
    expect(waitFor({ since: now }, now)).toBe(300_000);
    expect(waitFor({ since: now, hinted: true }, now)).toBe(0);
  });

  test('but not twice in one moment, and never before the gateway allows it', () => {
    const now = END + 5 * 60_000;
    expect(waitFor({ lastAt: now, hinted: true }, now)).toBe(PACE.hints.after);
    expect(waitFor({ lastAt: now, notBefore: now + 9_000, hinted: true }, now)).toBe(9_000);
  });
});

describe('watching for a late payment', () => {
  test.each([
    ['each minute at first', END + 5 * 60_000, 60_000],
    ['then each hour', END + 2 * HOUR, HOUR],
    ['then each day', END + 50 * HOUR, 24 * HOUR],
  ])('%s', (_title, now, wait) => {
    expect(waitFor({ lastAt: now }, now)).toBe(wait);
  });

  test('a failed look-up is repeated within the hour, not a day later', () => {
    const now = END + 50 * HOUR;
    expect(waitFor({ lastAt: now, failures: 1 }, now)).toBe(HOUR);
  });

  test('the gateway’s Retry-After is respected in full', () => {
    const now = END + 5 * 60_000;
    expect(waitFor({ lastAt: now, failures: 1, notBefore: now + HOUR }, now)).toBe(HOUR);
  });

  test('after a start, the ended payments of a week are looked up within ten minutes, the latest within one', () => {
    const waits = (now: number): readonly number[] =>
      [0, 0.25, 0.5, 0.99].map((chance) => waitFor({ since: now, chance }, now));
    expect(waits(END + 50 * HOUR)).toEqual([0, 150_000, 300_000, 594_000]);
    expect(waits(END + 5 * 60_000)).toEqual([0, 15_000, 30_000, 59_400]);
  });
});
