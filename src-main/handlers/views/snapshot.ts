/** What the windows show of a counter, whole: sent when one opens, and in parts whenever something changes. */
import type { RefundView } from '#contract/refund-views.ts';
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { may } from '#domain/staff/staff.ts';
import type { Clock } from '#services/ports.ts';
import type { Session } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';
import { refundView } from './refund-view.ts';
import { journalHealthView, customerView, paymentView, unresolvedProblem } from './payment-view.ts';

/** A payment with what was given back of it. */
export const showPayment =
  ({ journal }: Pick<Station, 'journal'>) =>
  (payment: Payment): PaymentView =>
    paymentView(payment, journal.refundsOf(payment.reference));

/** A refund, and whether it can still be heard how it ends. */
export const showRefund =
  ({ refunds }: Pick<Station, 'refunds'>) =>
  (refund: Refund): RefundView =>
    refundView(refund, refunds.otherSiteOf(refund));

/** Late money that is back with the customer, all that was taken, needs nobody to settle it. */
const isGivenBack = ({ refunded, amount, amountMismatch }: PaymentView): boolean =>
  refunded >= (amountMismatch?.amount ?? amount);

export const tillView = (station: Station): TillView => {
  const { terms, desk, blocked, journalHealth, link, printing, training } = station;
  const shown = showPayment(station);
  return {
    environment: terms.environment,
    storeName: terms.terminal.storeName,
    storeId: terms.terminal.storeId,
    terminalId: terms.terminal.terminalId,
    currency: terms.terminal.currency,
    ceiling: terms.ceiling,
    connection: link.connection,
    paused: link.paused,
    clockSkewMs: link.clockSkewMs,
    blocked: blocked ?? (desk.blocking ? unresolvedProblem(desk.blocking) : null),
    journalHealth: journalHealthView(journalHealth()),
    current: desk.current ? shown(desk.current) : null,
    currentAge: desk.currentAge,
    mayDismiss: desk.mayDismiss,
    parked: desk.parked.length,
    unsettled: desk.unsettled.map(shown).filter((payment) => !isGivenBack(payment)),
    receipts: printing.receipts.mode,
    training: training && { network: training.network() },
  };
};

interface Shown {
  readonly station: () => Station;
  readonly session: Session;
  readonly clock: Clock;
}

/** The payments of the day only for somebody who may see them; what stands in front of the cashier stays in sight. */
export const tillSnapshot = ({ station, session, clock }: Shown): TillSnapshot => {
  const { person } = session;
  if (!person || !may(person.role, 'see-history')) return { till: tillView(station()), history: [] };
  const { desk, journal, day } = station();
  const { from, to } = day.days.around(clock.now());
  const older = desk.unfinished.filter(({ startedAt }) => startedAt < from).toReversed();
  return {
    till: tillView(station()),
    history: [...journal.startedBetween(from, to), ...older].map(showPayment(station())),
  };
};

export const customerSnapshot = ({ terms, desk }: Station): CustomerView => {
  const { storeName, currency } = terms.terminal;
  return customerView(desk.current, desk.currentAge, {
    storeName,
    currency,
    training: terms.environment === 'training',
  });
};
