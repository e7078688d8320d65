import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../../src-renderer/parts/qr/qr-matrix.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { receiptText } from '#domain/print/receipt-text.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { inLanguage, PAYMENTS } from '../../support/print/receipts.ts';

const AT = Date.UTC(2026, 10, 23, 12, 0, 2, 500);

const BY_HAND = {
  outcome: 'paid',
  reason: 'seen in the wallet',
  by: { id: 'p-2', name: 'Ada', role: 'supervisor' },
  approvedBy: { id: 'p-3', name: 'Chen', role: 'manager' },
  at: AT,
  verdict: 'awaited',
} as const;

const textOf = (
  payment: Payment,
  language: (typeof LANGUAGE_NAMES)[number] = 'en',
  environment: Environment = 'live',
) => receiptText({ payment, at: AT, environment }, inLanguage(language));

describe('the receipt that a customer takes away on a phone', () => {
  test('says where, how much and when, and has the numbers by which the payment can be found', () => {
    expect(textOf(PAYMENTS.paid)?.split('\n')).toEqual([
      'Garden Cafe',
      'PAID CNY 12.50',
      '2026-11-23 20:00:02 +08:00',
      'Reference T1-20261123-000012-QK3M9Z7A',
      'Alipay 支付宝 2026112322001412341234567890',
    ]);
  });

  test('is in the customer’s language', () => {
    expect(textOf(PAYMENTS.paid, 'zh-CN')).toMatch(/^已付款 CNY 12.50\n.*\n商户流水号 T1-/m);
    expect(textOf(PAYMENTS.paid, 'de')).toMatch(/ CNY 12,50\n/);
  });

  test('says first that no real money moved: in training, in test and on the bench', () => {
    expect(textOf(PAYMENTS.paid, 'en', 'training')).toMatch(/^TRAINING/);
    expect(textOf(PAYMENTS.paid, 'en', 'test')).toMatch(/^TEST/);
    expect(textOf(PAYMENTS.paid, 'en', 'bench')).toMatch(/^BENCH/);
    expect(textOf(PAYMENTS.paid)).not.toMatch(/TRAINING|TEST|BENCH/);
  });

  test('names only the wallet if the gateway has not given its number', () => {
    const gateway = { ...PAYMENTS.paid.gateway, methodTransactionId: null };
    expect(textOf({ ...PAYMENTS.paid, gateway })).toMatch(/\nAlipay 支付宝$/);
  });

  test('does not exist for a payment that is not plainly paid', () => {
    const { paid, ...others } = PAYMENTS;
    for (const payment of Object.values(others)) expect(textOf(payment), payment.state).toBeNull();
    expect(textOf({ ...paid, late: true })).toBeNull();
    expect(textOf({ ...paid, byHand: BY_HAND })).toBeNull();
    expect(textOf({ ...paid, gateway: { ...paid.gateway, amount: 9_999 } })).toBeNull();
  });

  test.each(LANGUAGE_NAMES)('is short enough for a phone to read from the display, in %s', (language) => {
    const terminal = { ...PAYMENTS.paid.terminal, storeName: '店'.repeat(50) };
    const text = textOf({ ...PAYMENTS.paid, terminal, amount: 99_999_999 }, language, 'training');
    expect(text === null ? 0 : matrixOf(text)?.modules).toBeLessThanOrEqual(81);
  });
});
