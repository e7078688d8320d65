/** What the windows show of a counter, whole: sent when one opens, and in parts whenever something changes. */
import type { RefundView } from '#contract/refund-views.ts';
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { may } from '#domain/staff/staff.ts';
import type { Clock } from '#services/ports.ts';
import type { Session } from '#services/staff/session.ts';
import type { Counter } from '#station/station.ts';
import { refundView } from './refund-view.ts';
import { booksView, customerView, paymentView, unresolvedProblem } from './payment-view.ts';

/** A payment with what was given back of it. */
export const showPayment =
  ({ journal }: Pick<Counter, 'journal'>) =>
  (payment: Payment): PaymentView =>
    paymentView(payment, journal.refundsOf(payment.reference));

/** A refund, and whether it can still be heard how it ends. */
export const showRefund =
  ({ refunds }: Pick<Counter, 'refunds'>) =>
  (refund: Refund): RefundView =>
    refundView(refund, refunds.otherSiteOf(refund));

/** Late money that is back with the customer, all that was taken, needs nobody to settle it. */
const isGivenBack = ({ refunded, amount, takenInstead }: PaymentView): boolean =>
  refunded >= (takenInstead?.amount ?? amount);

export const tillView = (counter: Counter): TillView => {
  const { terms, desk, blocked, books, way, printing, training } = counter;
  const shown = showPayment(counter);
  return {
    environment: terms.environment,
    storeName: terms.terminal.storeName,
    storeId: terms.terminal.storeId,
    terminalId: terms.terminal.terminalId,
    currency: terms.terminal.currency,
    ceiling: terms.ceiling,
    connection: way.connection,
    paused: way.paused,
    clockSkewMs: way.clockSkewMs,
    blocked: blocked ?? (desk.blocking ? unresolvedProblem(desk.blocking) : null),
    books: booksView(books()),
    current: desk.current ? shown(desk.current) : null,
    currentAge: desk.currentAge,
    mayPutAway: desk.mayPutAway,
    parked: desk.parked.length,
    late: desk.late.map(shown).filter((payment) => !isGivenBack(payment)),
    receipts: printing.receipts.mode,
    training: training && { network: training.network() },
  };
};

interface Shown {
  readonly counter: () => Counter;
  readonly session: Session;
  readonly clock: Clock;
}

/** The payments of the day only for somebody who may see them; what stands in front of the cashier stays in sight. */
export const tillSnapshot = ({ counter, session, clock }: Shown): TillSnapshot => {
  const { person } = session;
  if (!person || !may(person.role, 'see-history')) return { till: tillView(counter()), history: [] };
  const { desk, journal, day } = counter();
  const { from, to } = day.days.around(clock.now());
  const older = desk.unfinished.filter(({ startedAt }) => startedAt < from).toReversed();
  return {
    till: tillView(counter()),
    history: [...journal.startedBetween(from, to), ...older].map(showPayment(counter())),
  };
};

export const customerSnapshot = ({ terms, desk }: Counter): CustomerView => {
  const { storeName, currency } = terms.terminal;
  return customerView(desk.current, desk.currentAge, {
    storeName,
    currency,
    training: terms.environment === 'training',
  });
};
