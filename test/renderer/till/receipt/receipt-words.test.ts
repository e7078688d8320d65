import { expect, test } from 'vitest';
import type { ReceiptView } from '#contract';
import { printWords } from '../../../../src-renderer/till/receipt/receipt-words.ts';

const receipt = (state: ReceiptView['state'], copies: number): ReceiptView => ({
  reference: 'T1-20261129-000001-8QGEQWLVFR8-775KBVEX',
  state,
  copies,
  problem: state === 'failed' ? { code: 'printer-unreachable', details: { slip: 'receipt' } } : null,
});

test('a receipt that never came out is printed, not printed again', () => {
  expect(printWords(undefined)).toBe('Print receipt');
  expect(printWords(receipt('failed', 0))).toBe('Print receipt');
});

test('after one came out, another is a copy, also when the last attempt failed', () => {
  expect(printWords(receipt('printed', 1))).toBe('Print a copy');
  expect(printWords(receipt('failed', 1))).toBe('Print a copy');
});
