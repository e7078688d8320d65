import { expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { advance } from '#domain/payment/advance.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { intent } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const observe = (payment: Payment, change: Partial<GatewayPayment>): Payment | undefined =>
  advance(payment, { type: 'observed', payment: gatewayPayment(intent, change) }, 2_000);

test.each([
  ['open', { statusId: 1 }],
  ['pending', { statusId: 6 }],
  ['unknown', { statusId: 14 }],
  ['unknown', { statusId: 1, amount: 9_999 }],
] as const)('a payment that is %s is polled under the ID that was last shown for it: %j', (state, change) => {
  const begun = advance(undefined, { type: 'intended', intent }, 0)!;
  const payment = advance(begun, { type: 'created', payment: gatewayPayment(intent, change) }, 1_000)!;
  expect(observe(payment, change)).toBeUndefined();
  expect(observe(payment, { ...change, id: '5000000' })).toMatchObject({ state, gateway: { id: '5000000' } });
});

test('a pending payment does not open again under another ID', () => {
  const begun = advance(undefined, { type: 'intended', intent }, 0)!;
  const pending = gatewayPayment(intent, { statusId: 6 });
  const payment = advance(begun, { type: 'created', payment: pending }, 1_000)!;
  expect(observe(payment, { statusId: 1 })).toBeUndefined();
  const gateway = { id: '5000000', statusId: 6 };
  expect(observe(payment, { statusId: 1, id: '5000000' })).toMatchObject({ state: 'pending', gateway });
});
