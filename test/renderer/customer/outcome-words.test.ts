import { describe, expect, test } from 'vitest';
import type { CustomerView } from '#contract';
import { outcomeOf } from '../../../src-renderer/customer/message/outcome.ts';
import { WORDS } from '../../../src-renderer/customer/words.ts';
import { customer, SALE_STATES } from './views.ts';

const { en } = WORDS;

/** Everything the customer reads, in English; '' if the screen shows no message. */
const wordsOf = (
  state: (typeof SALE_STATES)[number],
  nothingTaken = false,
  given: Partial<CustomerView> = {},
): string => {
  const outcome = outcomeOf(customer({ state, nothingTaken, ...given }));
  if (outcome.kind !== 'message') return '';
  return [outcome.title, outcome.advice, outcome.more].map((key) => (key ? en[key] : '')).join(' ');
};

describe('what the customer reads', () => {
  test.each(['cancelled', 'failed', 'expired'] as const)(
    'after %s, that no money was taken, only when that is certain',
    (state) => {
      expect(wordsOf(state, true)).toContain('No money was taken.');
      expect(wordsOf(state)).toContain('Please ask at the counter before you pay again.');
      expect(wordsOf(state)).not.toContain('No money was taken.');
    },
  );

  test.each(['confirming', 'unknown'] as const)('while %s, not to pay again', (state) => {
    expect(wordsOf(state).toLowerCase()).toContain('do not pay again');
  });

  test('after a failed payment that was perhaps taken, not that it is unpaid', () => {
    expect(wordsOf('failed', true)).toContain('Not paid');
    expect(wordsOf('failed')).not.toContain('Not paid');
  });

  test('while a payment nobody scanned is being cancelled, to wait, and not that it was paid before', () => {
    expect(wordsOf('cancelling')).toContain('is being cancelled');
    expect(wordsOf('cancelling').toLowerCase()).not.toContain('pay again');
    expect(wordsOf('cancelling')).not.toContain('No money was taken.');
  });

  test('of a code that does not come, to ask at the counter, unless they pay on the gateway’s page', () => {
    expect(wordsOf('open', false, { code: null })).toMatch(/cannot be shown.*ask at the counter/);
    expect(wordsOf('open', false, { code: null, page: true })).toBe('');
    expect(wordsOf('open')).toBe('');
  });

  test('shows success for a paid sale only', () => {
    const glad = SALE_STATES.filter(
      (state) => outcomeOf(customer({ state, nothingTaken: true })).tone === 'good',
    );
    expect(glad).toEqual(['paid']);
  });

  test('has its own drawing for every outcome, and the same sentences in every language', () => {
    const ends = SALE_STATES.map((state) => outcomeOf(customer({ state, nothingTaken: false }))).filter(
      (outcome) => outcome.kind === 'message',
    );
    expect(new Set(ends.map(({ drawing }) => drawing)).size).toBe(ends.length);
    for (const [language, words] of Object.entries(WORDS))
      for (const [key, sentence] of Object.entries(words))
        expect(sentence, `${language} ${key}`).not.toBe('');
  });
});
