/** A refund desk over a real journal, with a scripted gateway and a hand clock. */
import { onTestFinished } from 'vitest';
import type { Intent } from '#domain/payment/payment.ts';
import { Changes } from '#services/changes.ts';
import { leftToRefund } from '#domain/refund/refund.ts';
import type { RefundParams } from '#services/refund/refund-desk.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { countingIds, installation, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { ScriptedRefunds } from '../../support/fakes/scripted-refunds.ts';

export const cashier = { id: 'p1', name: 'Lin', role: 'cashier' } as const;
export const manager = { id: 'p2', name: 'Chen', role: 'manager' } as const;
export const PAYMENT = 'T1-1';

/** A shop with one paid sale of 12.50. */
export const paidShop = (sale: Partial<Intent> = {}, gateway = new ScriptedRefunds(), terminalId = 'T1') => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  sell(journal, PAYMENT, clock.now() - 60_000, sale);
  const changes = new Changes(silentLog);
  const ids = countingIds();
  const state = { isChangingSettings: false };
  const isChangingSettings = (): boolean => state.isChangingSettings;
  const leftNow = (): number => leftToRefund(journal.payment(PAYMENT)!, journal.refundsOf(PAYMENT));
  const openDesk = (siteId = settings.siteId): RefundDesk => {
    const around = { journal, gateway, clock, ids, log: silentLog, changes, isChangingSettings };
    const desk = new RefundDesk({ installation, settings: { siteId }, terminalId, ...around });
    onTestFinished(async () => desk.tracker.stop());
    return desk;
  };
  const desk = openDesk();
  /** As the form does that has just been opened. */
  const refund = (amount: number, change: Partial<RefundParams> = {}) =>
    desk.start({
      paymentReference: PAYMENT,
      amount,
      left: leftNow(),
      reason: 'goods-returned',
      note: 'box open',
      askedBy: cashier,
      approvedBy: manager,
      ...change,
    });
  /** Refunds and returns the reference. */
  const refunded = async (amount: number, change: Partial<RefundParams> = {}): Promise<string> => {
    const started = await refund(amount, change);
    if (!started.ok) throw new Error(started.why);
    return started.refund.reference;
  };
  const stateOf = (reference: string) => journal.refund(reference)?.state;
  return { clock, journal, gateway, changes, state, openDesk, desk, refund, refunded, stateOf };
};
