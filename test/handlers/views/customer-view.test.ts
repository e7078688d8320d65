import { describe, expect, test } from 'vitest';
import type { Cancelling, Payment } from '#domain/payment/payment.ts';
import { customerView } from '#handlers/views/customer-view.ts';
import { noReceipt, shownShop } from '../../support/shown-shop.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { intent } from '../../support/station-kit.ts';

const open = (cancelling: Cancelling): Payment => ({
  ...intent,
  ...{ startedAt: 0, changedAt: 0, cancelling, state: 'open', gateway: gatewayPayment(intent) },
});

describe('the customer reads of a payment that can still be scanned', () => {
  test.each([
    ['no', 'open'],
    ['asked-by-cashier', 'cancelling'],
    ['asked-by-deadline', 'cancelling'],
    ['accepted', 'cancelling'],
    ['refused', 'confirming'],
  ] as const)('with cancelling "%s", that it is %s', (cancelling, state) => {
    const view = customerView(open(cancelling), 0, shownShop, noReceipt);
    expect(view.state).toBe(state);
    expect(view.code === null).toBe(state !== 'open');
    expect(view.nothingTaken).toBe(false);
  });
});
