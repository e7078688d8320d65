import { describe, expect, test } from 'vitest';
import type { Cancelling, Payment } from '#domain/payment/payment.ts';
import { outcomeUnknown } from '#domain/story/outcome.ts';
import { customerView } from '#handlers/views/customer-view.ts';
import { justBegun, noReceipt, shownShop } from '../../support/shown-shop.ts';
import { afterPage, paymentView, withPage } from '#handlers/views/payment-view.ts';
import type { PageStage } from '#services/hosted-page/page-desk.ts';
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
    const view = customerView(open(cancelling), justBegun, shownShop, noReceipt, { at: 'none' });
    expect(view.state).toBe(state);
    expect(view.code === null).toBe(state !== 'open');
    expect(view.nothingTaken).toBe(false);
  });
});

test('the display is told how long ago a payment was paid, so that it thanks nobody twice', () => {
  const ages = { whole: 90_000, ofState: 70_000 };
  const paid: Payment = { ...open('no'), state: 'paid', late: false, lateAccepted: false };
  const paidAgo = (payment: Payment | null): number =>
    customerView(payment, ages, shownShop, noReceipt, { at: 'none' }).paidAgo;
  expect([paid, open('no'), null].map(paidAgo)).toEqual([70_000, 0, 0]);
});

test('the customer is promised no code if the gateway gave none', () => {
  const gateway = { ...gatewayPayment(intent), qrCodeUrl: null, redirectUrl: null };
  const view = customerView({ ...open('no'), gateway }, justBegun, shownShop, noReceipt, { at: 'none' });
  expect(view).toMatchObject({ state: 'open', code: null, page: false });
});

test('the customer is promised no code once its payment is to be cancelled', () => {
  const sending = (cancelling: Cancelling): Payment => ({
    ...open(cancelling),
    state: 'sending',
    gateway: null,
  });
  const stateOf = (payment: Payment) =>
    customerView(payment, { whole: 0, ofState: 0 }, shownShop, noReceipt, { at: 'none' }).state;
  expect(stateOf(sending('no'))).toBe('sending');
  expect(stateOf(sending('asked-by-cashier'))).toBe('cancelling');
});

describe('while the customer pays on the gateway’s page', () => {
  const isUnder = (payment: Payment, page: PageStage) =>
    customerView(payment, justBegun, shownShop, noReceipt, page);
  const pending: Payment = { ...open('no'), state: 'pending', gateway: gatewayPayment(intent) };

  test('the till’s own code is not shown beside it', () => {
    expect(isUnder(open('no'), { at: 'shown' })).toMatchObject({ page: true, code: null, state: 'open' });
  });

  test.each([
    ['shown', { at: 'shown' }],
    ['returned', { at: 'returned', picture: 'cancelling' }],
    ['none', { at: 'none' }],
    ['none', { at: 'failed', fault: 'hangs' }],
  ] as const)('the cashier sees that the page is %s: %j', (page, stage) => {
    expect(withPage(paymentView(pending, [], false), stage).page).toBe(page);
  });

  test.each([
    ['confirming', open('no')],
    ['cancelling', open('no')],
    ['cancelling', pending],
  ] as const)('the way back shows the picture “%s” until the gateway has been asked', (picture, payment) => {
    const view = isUnder(payment, { at: 'returned', picture });
    expect(view).toMatchObject({ page: false, code: null, state: picture, nothingTaken: false });
  });

  test('the gateway’s report takes precedence over what the page said', () => {
    const unknown: Payment = { ...open('no'), ...outcomeUnknown('unknown-status') };
    expect(isUnder(unknown, { at: 'returned', picture: 'cancelling' }).state).toBe('unknown');
    expect(isUnder(open('refused'), { at: 'none' }).state).toBe('confirming');
  });

  test('a page that failed makes room for the till’s code, and the cashier reads what to do', () => {
    const page: PageStage = { at: 'failed', fault: 'hangs' };
    expect(isUnder(open('no'), page).code).not.toBeNull();
    const till = (payment: Payment) => withPage(paymentView(payment, [], false), page);
    expect(till(open('no'))).toMatchObject({
      code: expect.any(String) as string,
      problem: { code: 'page-closed', details: { fault: 'hangs', hasCode: 'yes' } },
    });
    expect(till(pending).problem?.details).toEqual({ fault: 'hangs', hasCode: 'no' });
  });

  test('a page that failed after it had only been opened leaves the code to scan, but not once the wallet has the payment', () => {
    const page: PageStage = { at: 'failed', fault: 'hangs' };
    const waiting = (statusId: number, cancelling: Cancelling = 'no'): Payment => ({
      ...open(cancelling),
      state: 'pending',
      gateway: { ...gatewayPayment(intent), statusId },
    });
    expect(isUnder(waiting(6), page)).toMatchObject({
      state: 'open',
      code: { left: expect.any(Number) as number },
    });
    expect(afterPage(waiting(6), page).state).toBe('open');
    for (const [payment, stage] of [
      [waiting(7), page],
      [waiting(6, 'refused'), page],
      [waiting(6), { at: 'none' }],
      [waiting(6), { at: 'shown' }],
    ] as const)
      expect(isUnder(payment, stage)).toMatchObject({ state: 'confirming', code: null });
  });

  test('for a customer who cannot see their display, the cashier has the code, and reads only that the display is missing', () => {
    const view = withPage(paymentView(open('no'), [], false), { at: 'failed', fault: 'unseen' });
    expect(view).toMatchObject({ code: expect.any(String) as string, problem: null });
  });
});
