import { expect, test } from 'vitest';
import { settlementReason } from '#domain/story/by-hand.ts';

test('a reason is kept as one line that others can read', () => {
  expect(settlementReason(' No line\tin the\nstatement\u202E ')).toBe('No line in the statement');
  expect(settlementReason('\u200B \t')).toBeUndefined();
});

test('a long reason ends with a whole character', () => {
  expect(settlementReason(`${'x'.repeat(199)}🍵🍵`)).toBe(`${'x'.repeat(199)}🍵`);
});
