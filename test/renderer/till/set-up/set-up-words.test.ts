import { afterEach, describe, expect, test } from 'vitest';
import type { LinkCheckView } from '#contract';
import { followLanguage } from '#words/language.ts';
import { LINK_REASONS, LINK_STEPS } from '#domain/gateway/link-check.ts';
import { checkWords, troubleWords } from '../../../../src-renderer/till/set-up/set-up-words.ts';
import { settings } from '../../harness/views.ts';

const FACTS = {
  host: 'globalpay.smart2pay.com',
  protocol: 'TLSv1.3',
  validUntil: Date.UTC(2027, 2, 14, 12),
  seconds: 130,
  currency: 'CNY',
  currencies: 'EUR, USD',
};
const check = (given: Partial<LinkCheckView>): LinkCheckView => ({
  step: 'dns',
  verdict: 'fail',
  reason: 'waits',
  facts: FACTS,
  ...given,
});
const { saved } = settings();
afterEach(() => followLanguage(() => 'en'));

test('a secure connection is named with its certificate’s last day, and a bench needs none', () => {
  expect(checkWords(check({ reason: 'secure' }))).toBe('TLS 1.3, certificate valid until Sun 14 Mar 2027');
  const bench = { protocol: '', validUntil: 0 };
  expect(checkWords(check({ reason: 'secure', facts: bench }))).toMatch(/no certificate/i);
});

test('the currencies that are offered are separated as the till’s language does', () => {
  followLanguage(() => 'zh-CN');
  expect(checkWords(check({ reason: 'currency-not-offered' }))).toContain('EUR、USD');
});

test('a clock that is off says by how much, and which way', () => {
  expect(checkWords(check({ reason: 'clock-behind' }))).toBe('130 seconds slow');
  expect(checkWords(check({ reason: 'clock-ahead', facts: { seconds: 121 } }))).toBe('121 seconds fast');
});

describe('whatever a step finds', () => {
  test.each(LINK_REASONS)('%s is said in words without a gap', (reason) => {
    expect(checkWords(check({ reason }))).not.toMatch(/\{|undefined|^\W*$/);
  });
});

/** What passes, and what only waits for something else. */
const NO_TROUBLE = new Set<string>([
  'host-found',
  'host-by-proxy',
  'host-unknown',
  'secure',
  'secure-by-proxy',
  'clock-right',
  'credentials-accepted',
  'currency-offered',
  'waits',
]);

test.each(LINK_REASONS.filter((reason) => !NO_TROUBLE.has(reason)))(
  '%s keeps the test from passing: it has a name, and says what to do',
  (reason) => {
    const trouble = troubleWords([check({ reason: 'secure', verdict: 'pass' }), check({ reason })], saved);
    expect(trouble?.word).toMatch(/^\S.{3,24}$/);
    expect(trouble?.advice).toMatch(/\.$/);
  },
);

test('the first step that fails is the one to fix', () => {
  const steps = LINK_STEPS.map((step) => check({ step, reason: 'waits', verdict: 'not-tried' }));
  expect(troubleWords(steps, saved)).toBeUndefined();
  const two = [check({ reason: 'clock-behind' }), check({ reason: 'credentials-refused' })];
  expect(troubleWords(two, saved)?.word).toBe('Clock is slow');
});
