/** What the windows show of a counter, whole: sent when one opens, and in parts whenever something changes. */
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import type { Payment } from '#domain/payment.ts';
import { leftToRefund } from '#domain/refund.ts';
import { may } from '#domain/staff.ts';
import type { Clock } from '#services/ports.ts';
import type { Session } from '#services/session.ts';
import type { Counter } from './counter.ts';
import { booksView, customerView, paymentView, unresolvedProblem } from './present.ts';

/** A payment with what was given back of it. */
export const showPayment =
  ({ journal }: Pick<Counter, 'journal'>) =>
  (payment: Payment): PaymentView =>
    paymentView(payment, journal.refundsOf(payment.reference));

/** Late money that is back with the customer, or on its way, needs nobody to settle it. */
const isGivenBack = ({ journal }: Counter, payment: Payment): boolean =>
  leftToRefund(payment, journal.refundsOf(payment.reference)) === 0;

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
    late: desk.late.filter((payment) => !isGivenBack(counter, payment)).map(shown),
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
