import { describe, expect, test } from 'vitest';
import type { StoryView } from '#contract';
import { StoryLine } from '#contract/views.ts';
import { detailWords, eventWords } from '../../../../src-renderer/till/today/story-words.ts';
import { NOON } from '../../harness/views.ts';

type Line = StoryView['lines'][number];

const line = (type: Line['type'], detail = '', statusName: string | null = null): Line => ({
  sequence: 1,
  at: NOON,
  type,
  statusName,
  detail,
});

describe('the timeline of a payment in words', () => {
  test.each(StoryLine.shape.type.options)('%s is a sentence', (type) => {
    expect(eventWords(line(type, '', 'Success'))).toMatch(/^[^{}]{5,}$/);
  });

  test('a status of the gateway is said in plain words, and an unknown one in the gateway’s own', () => {
    expect(eventWords(line('observed', '', 'Success'))).toBe('The gateway reports: paid');
    expect(eventWords(line('observed', '', 'PendingOnCustomer'))).toBe(
      'The gateway reports: the customer confirms',
    );
    expect(eventWords(line('observed', '', 'unknown status IN'))).toBe(
      'The gateway reports: unknown status IN',
    );
  });

  test('internal words are translated; names and the gateway’s texts stay as they are', () => {
    expect(detailWords(line('doubted', 'no-answer'))).toBe('no answer in time');
    expect(detailWords(line('cancel-asked', 'cashier · Lin'))).toBe('by the cashier · Lin');
    expect(detailWords(line('refused', '147 Address details are invalid'))).toBe(
      '147 Address details are invalid',
    );
  });

  test('an order reference is never mistaken for an internal word', () => {
    expect(detailWords(line('intended', 'cashier'))).toBe('cashier');
  });
});
