import { expect, test } from 'vitest';
import { intended, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { NATIVE } from '../../support/fakes/scripted-refunds.ts';
import { paidShop } from './refund-kit.ts';

test('a payment is refunded in whole where less was taken than charged and the gateway refunds nothing in part', async () => {
  const shop = paidShop();
  shop.journal.append('T1-2', intended('T1-2', { amount: 1_601 }), shop.clock.now());
  const taken = reportedPayment('T1-2', 2, { id: '77', amount: 1_600 });
  shop.journal.append('T1-2', { type: 'created', payment: taken }, shop.clock.now());
  shop.gateway.types = [{ ...NATIVE, allowsPartial: false }];
  const refund = (amount: number) => shop.refund(amount, { paymentReference: 'T1-2' });
  expect(await shop.desk.refundable('T1-2')).toMatchObject({ refundable: { left: 1_600, partial: false } });
  expect(await refund(1_599)).toEqual({ ok: false, why: 'refund-not-partial' });
  expect(await refund(1_600)).toMatchObject({ ok: true, refund: { amount: 1_600 } });
});

test('half a yen is refunded only with all that is left of a payment that was taken so', async () => {
  const shop = paidShop({ currency: 'JPY' });
  for (const amount of [50, 1_249])
    expect(await shop.refund(amount)).toMatchObject({ why: 'refund-amount-malformed' });
  expect(await shop.refund(200)).toMatchObject({ ok: true });
  expect(await shop.refund(1_050)).toMatchObject({ ok: true, refund: { amount: 1_050 } });
});
