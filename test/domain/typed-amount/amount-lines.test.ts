import { expect, test } from 'vitest';
import { readAmountLines } from '#domain/typed-amount/amount-lines.ts';

test.each([
  ['', []],
  ['5', [500]],
  ['12.50\n5\nCNY 1,000.00', [1_250, 500, 100_000]],
])('%j is read as amounts in the order they were typed', (lines, amounts) => {
  expect(readAmountLines(lines, 'CNY')).toEqual({ ok: true, amounts });
});

test('an amount typed twice is kept once', () => {
  expect(readAmountLines('5\n10\n5.00', 'CNY')).toEqual({ ok: true, amounts: [500, 1_000] });
});

test.each(['0', '5\nlots', '5, 10', '-5', '5\n\n10', '12.505', '10000000000000'])(
  '%j is refused as a whole',
  (lines) => {
    expect(readAmountLines(lines, 'CNY').ok).toBe(false);
  },
);

test('yen have no decimals', () => {
  expect(readAmountLines('500\n1000', 'JPY')).toEqual({ ok: true, amounts: [50_000, 100_000] });
  expect(readAmountLines('500\n12.50', 'JPY')).toEqual({ ok: false, why: 'amount-too-precise' });
});
