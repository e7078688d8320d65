import { expect, test } from 'vitest';
import words from '#locales/en/till.json' with { type: 'json' };

test('what is checked against GlobalPay has that name on every screen and on paper', () => {
  const others = Object.values(words).filter((sentence) => /reconcil/i.test(sentence));
  expect(others).toEqual([]);
});
