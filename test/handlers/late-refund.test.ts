import { describe, expect, onTestFinished, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { Changes } from '#services/changes.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { tillView } from '#handlers/views/snapshot.ts';
import { chen, lin } from '../services/day/day-kit.ts';
import { newJournalFile, openForTest, payLate } from '../sqlite/kit/new-journal.ts';
import { countingIds, installation, silentLog, settings } from '../support/station-kit.ts';
import { quietStation } from './views/quiet-station.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { ScriptedGateway } from '../support/fakes/scripted-gateway.ts';
import { ScriptedRefunds } from '../support/fakes/scripted-refunds.ts';

const PAYMENT = 'T1-1';
const REFUNDED = 2;
const FAILED = 4;

/** A till with a payment of 12.50 that was paid after it was cancelled; `taken` is what the gateway took. */
const paidLate = (taken: Partial<GatewayPayment> = {}) => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  payLate(journal, PAYMENT, clock.now() - 60_000, taken);
  const shared = {
    settings,
    journal,
    clock,
    ids: countingIds(),
    log: silentLog,
    changes: new Changes(silentLog),
    isChangingSettings: () => false,
  };
  const gateway = new ScriptedRefunds();
  const payments = new PaymentDesk({
    ...shared,
    installation,
    gateway: new ScriptedGateway(),
    mayLackPayments: () => false,
    signedIn: () => lin,
  });
  const refunds = new RefundDesk({ ...shared, installation, gateway, terminalId: 'T1' });
  onTestFinished(async () => {
    await Promise.all([payments.tracker.stop(), refunds.tracker.stop()]);
  });
  payments.resume();
  const station: ShownStation = { ...quietStation, payments, refunds, journal };
  const alerts = () => tillView(station).unsettled;
  const refund = async (amount: number): Promise<string> => {
    const people = { askedBy: lin, approvedBy: chen };
    const order = {
      paymentReference: PAYMENT,
      amount,
      left: 0,
      reason: 'paid-late',
      note: '',
      ...people,
    } as const;
    const started = await refunds.start(order);
    if (!started.ok) throw new Error(started.why);
    await clock.pass(0);
    return started.refund.reference;
  };
  const gatewaySays = async (reference: string, statusId: number): Promise<void> => {
    gateway.set(reference, statusId);
    await clock.pass(10_000);
  };
  return { payments, alerts, refund, gatewaySays };
};

describe('the alert about a late payment', () => {
  test('shows a refund in progress, and goes away when the customer has the money', async () => {
    const till = paidLate();
    expect(till.alerts()).toMatchObject([{ reference: PAYMENT, refunded: 0, refunding: 0 }]);
    const reference = await till.refund(1_250);
    expect(till.alerts()).toMatchObject([{ reference: PAYMENT, refunded: 0, refunding: 1_250 }]);
    await till.gatewaySays(reference, REFUNDED);
    expect(till.alerts()).toEqual([]);
    till.payments.resume();
    expect(till.alerts()).toEqual([]);
  });

  test('asks what to do again when the refund has failed', async () => {
    const till = paidLate();
    const reference = await till.refund(1_250);
    await till.gatewaySays(reference, FAILED);
    expect(till.alerts()).toMatchObject([{ reference: PAYMENT, refunded: 0, refunding: 0 }]);
    await till.gatewaySays(await till.refund(1_250), REFUNDED);
    expect(till.alerts()).toEqual([]);
  });

  test('stays after a partial refund, until the rest is accepted', async () => {
    const till = paidLate();
    await till.gatewaySays(await till.refund(250), REFUNDED);
    expect(till.alerts()).toMatchObject([{ refunded: 250, refunding: 0 }]);
    till.payments.tracker.acceptUnsettled(PAYMENT, 'paid');
    expect(till.alerts()).toEqual([]);
  });

  test('goes away when everything taken is refunded, even if that is less than was charged', async () => {
    const till = paidLate({ amount: 1_000 });
    await till.gatewaySays(await till.refund(1_000), REFUNDED);
    expect(till.alerts()).toEqual([]);
  });

  test('stays if more was taken than was charged: a person settles the difference', async () => {
    const till = paidLate({ amount: 2_000 });
    await till.gatewaySays(await till.refund(1_250), REFUNDED);
    expect(till.alerts()).toMatchObject([{ refunded: 1_250, amountMismatch: { amount: 2_000 } }]);
  });
});
