/** A till's journal, its desks, and a simulated gateway behind real HTTP; the test's clock drives both. */
import { onTestFinished } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { PACE } from '#domain/pace.ts';
import type { Intent, PaymentEvent } from '#domain/payment/payment.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { Changes } from '#services/changes.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import { Reconciler } from '#services/reconcile/reconcile.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { Shifts } from '#services/day/shifts.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { intended, newJournalFile, NOON, openForTest } from '../../sqlite/kit/new-journal.ts';
import { countingIds, installation, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { plainNetwork } from '../../support/network/plain-network.ts';

export const DAY = '2026-11-23';
const SITE = { siteId: settings.siteId, apiKey: 'key-of-the-test-shop' };

const intentOf = (reference: string, change: Partial<Intent>): Intent => {
  const event = intended(reference, change);
  if (event.type !== 'intended') throw new Error('no intent');
  return event.intent;
};

const valueOf = <T>(answer: { kind: string } | { kind: 'ok'; value: T }): T => {
  if (!('value' in answer)) throw new Error(answer.kind);
  return answer.value;
};

/** `reach` wraps the gateway for the till. */
export const reconcileKit = async (reach: (gateway: Gateway) => Gateway = (gateway) => gateway) => {
  const clock = new HandClock(NOON);
  const file = newJournalFile();
  const journal = openForTest(file);
  const simulator = await startSimulator({ ...SITE, now: () => clock.now(), amountEndings: false });
  const line = openGlobalPay({ origin: simulator.url, ...SITE, network: plainNetwork });
  const gateway = reach(line);
  const changes = new Changes(silentLog);
  const otherTills = new OtherTills(journal, changes);
  const deps = {
    clock,
    ids: countingIds(),
    log: silentLog,
    settings,
    installation,
    otherTills,
    gateway,
    journal: journal,
    terminalId: 'T1',
    changes,
  };
  const payments = new PaymentDesk({
    ...deps,
    journal: journal,
    mayLackPayments: () => false,
    signedIn: () => null,
  });
  const refunds = new RefundDesk({ ...deps, isChangingSettings: () => false });
  const days = businessDays({ cutOff: '00:00', timeZone: 'UTC' });
  const state = { isFree: true };
  const reconciler = new Reconciler({
    ...deps,
    journal,
    days,
    payments,
    refunds,
    yieldNow: () => Promise.resolve(),
    isFree: () => state.isFree,
  });
  const ports = { journal, days, clock, yieldNow: () => Promise.resolve() };
  const day = new DayDesk({
    ...ports,
    shifts: new Shifts(ports),
    terminal: trainingTerminal,
    installation,
    key: null,
    reconcile: (dates, by) => reconciler.reconcileWithin(PACE.reconciling.closeWaits, dates, by),
  });
  onTestFinished(async () => {
    await Promise.all([reconciler.stop(), payments.tracker.stop(), refunds.tracker.stop()]);
    await line.close();
    await simulator.close();
  });

  const control = async (name: string, asked: object): Promise<void> => {
    await fetch(`${simulator.url}/__control/${name}`, { method: 'POST', body: JSON.stringify(asked) });
  };
  /** The gateway has a payment in this status that the journal lacks. */
  const there = async (
    reference: string,
    statusId: number,
    change: Partial<Intent> = {},
  ): Promise<GatewayPayment> => {
    const made = valueOf(await line.create(intentOf(reference, change)));
    await control('set-status', { reference, statusId });
    return { ...made, statusId };
  };
  /** The journal has a payment for which the gateway has reported these statuses so far. */
  const here = (
    reference: string,
    reported: readonly number[] = [],
    made?: GatewayPayment,
    change: Partial<Intent> = {},
  ): void => {
    const write = (event: PaymentEvent): void => void journal.append(reference, event, clock.now());
    write({ type: 'intended', intent: intentOf(reference, change) });
    if (!made) write({ type: 'doubted', doubt: 'no-answer', reasons: [] });
    else
      for (const [index, statusId] of reported.entries())
        write({ type: index === 0 ? 'created' : 'observed', payment: { ...made, statusId } });
  };
  /** On both sides. */
  const both = async (reference: string, reported: readonly number[], statusId: number): Promise<void> =>
    here(reference, reported, await there(reference, statusId));
  return {
    clock,
    file,
    changes,
    journal,
    simulator,
    line,
    payments,
    refunds,
    reconciler,
    day,
    state,
    get met() {
      return otherTills.met;
    },
    control,
    there,
    here,
    both,
  };
};

export type ReconcileKit = Awaited<ReturnType<typeof reconcileKit>>;

/** The differences of a day's last reconciliation, one line each. */
export const whys = (kit: ReconcileKit, date = DAY): readonly string[] | undefined =>
  kit.journal.reconciliation(date)?.record.lines.map(({ reference, why }) => `${reference}: ${why}`);

/** Refunds 2.50 of a payment in the gateway's dashboard. */
export const refundInDashboard = async (
  { journal, line }: ReconcileKit,
  reference: string,
  name: string,
): Promise<void> => {
  const paymentId = journal.payment(reference)?.gateway?.id ?? '';
  await line.createRefund({ paymentId, requestId: name, amount: 250, description: '', reference: name });
};
