/** Whatever may happen to a till's money over some weeks, at random. */
import * as fc from 'fast-check';
import type { Payment } from '#domain/payment/payment.ts';
import { mayBeSettled, reportOf } from '#domain/payment/settled-by-hand.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { leftToRefund } from '#domain/refund/refund.ts';
import { mayRefundBeSettled, refundReportOf } from '#domain/refund/refund-settled-by-hand.ts';
import { importPaymentsFromGateway } from '#services/reconcile/import-payments.ts';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { DayKit } from '../../services/day/day-kit.ts';
import { byChen, chen, lin, makeRefund, pay } from '../../services/day/day-kit.ts';
import { reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { silentLog } from '../../support/station-kit.ts';

const HOUR = 3_600_000;
const PAID = 2;

/** Happens to the till; `name` is new each time. */
export type Happening = (kit: DayKit, name: string) => Promise<void> | void;

const people = { reason: 'seen', by: lin, approvedBy: chen };
const settings = { environment: 'test', siteId: '1000', terminal: trainingTerminal } as const;

const anyOf = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)];
const payments = ({ journal }: DayKit) => journal.startedBetween(0, Number.MAX_SAFE_INTEGER);
const refunds = ({ journal }: DayKit) => journal.refundsBetween(0, Number.MAX_SAFE_INTEGER);

const sell =
  (amount: number, taken: number): Happening =>
  (kit, name) => {
    pay(kit, name, [1], { amount });
    const payment = reportedPayment(name, PAID, { amount: taken });
    kit.journal.append(name, { type: 'observed', payment }, kit.clock.now());
  };

const toPayment =
  (which: number, act: (kit: DayKit, payment: Payment) => void): Happening =>
  (kit) => {
    const payment = anyOf(payments(kit), which);
    if (payment) act(kit, payment);
  };

const toRefund =
  (which: number, act: (kit: DayKit, refund: Refund) => void): Happening =>
  (kit) => {
    const refund = anyOf(refunds(kit), which);
    if (refund) act(kit, refund);
  };

const settled = (which: number, outcome: 'paid' | 'not-paid'): Happening =>
  toPayment(which, ({ journal, clock }, payment) => {
    if (mayBeSettled(payment, clock.now()))
      journal.append(payment.reference, { type: 'settled', outcome, ...people }, clock.now());
  });

/** The gateway's word, however late, on a payment that is known there. */
const heard = (which: number, statusId: number, amount: number): Happening =>
  toPayment(which, ({ journal, clock }, payment) => {
    const taken = statusId === PAID ? amount : payment.amount;
    const reported = reportedPayment(payment.reference, statusId, { amount: taken });
    journal.append(payment.reference, reportOf(payment, reported), clock.now());
  });

const imported =
  (amount: number, hoursAgo: number): Happening =>
  ({ journal, clock }, name) => {
    const createdAt = clock.now() - hoursAgo * HOUR;
    const payment = reportedPayment(name, PAID, { amount, createdAt });
    importPaymentsFromGateway({ journal, clock, log: silentLog, settings }, [payment]);
  };

const refunded =
  (which: number, amount: number, statuses: readonly number[]): Happening =>
  (kit, name) => {
    const { journal, clock } = kit;
    const payment = anyOf(payments(kit), which);
    if (payment?.state !== 'paid') return;
    if (leftToRefund(payment, journal.refundsOf(payment.reference)) < amount || payment.amount < amount)
      return;
    makeRefund(kit, `R-${name}`, payment.reference, amount, statuses);
    if (statuses.length > 0) return;
    const doubted = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] } as const;
    journal.appendRefund(`R-${name}`, doubted, clock.now());
  };

const refundSettled = (which: number, outcome: 'refunded' | 'not-refunded'): Happening =>
  toRefund(which, ({ journal, clock }, refund) => {
    if (mayRefundBeSettled(refund, clock.now()))
      journal.appendRefund(refund.reference, { type: 'refund-settled', outcome, ...people }, clock.now());
  });

const refundHeard = (which: number, statusId: number): Happening =>
  toRefund(which, ({ journal, clock }, refund) => {
    const reported = gatewayRefund(refund, { statusId });
    journal.appendRefund(refund.reference, refundReportOf(refund, reported), clock.now());
  });

const refundedElsewhere =
  (which: number, hoursAgo: number): Happening =>
  (kit, name) => {
    const { journal, clock } = kit;
    const payment = anyOf(payments(kit), which);
    if (payment?.state !== 'paid') return;
    const createdAt = clock.now() - hoursAgo * HOUR;
    const made = { id: name, reference: name, paymentId: payment.gateway?.id ?? '', amount: 50 };
    const reported = { ...made, currency: payment.currency, statusId: 2, reasons: [], createdAt };
    importRefundsFromGateway({ journal, clock, log: silentLog }, payment, [reported]);
  };

/** Signs off everything, whatever it is. */
const signOffs = new Proxy<Record<string, string>>(
  {},
  {
    get: () => 'seen',
    getOwnPropertyDescriptor: () => ({ value: 'seen', configurable: true, enumerable: true }),
  },
);

export const closeDay = async (kit: DayKit, zone: string): Promise<void> => {
  const closed = await kit.deskIn(zone).close({ ...byChen, signOffs });
  if (!closed.closed) throw new Error(closed.why);
};

const which = fc.nat({ max: 50 });
const amount = fc.integer({ min: 100, max: 10_000 });
const hoursAgo = fc.integer({ min: 0, max: 40 * 24 });

/** Passes on the arguments, and shows them in a counterexample. */
const named =
  <A extends readonly (number | string | readonly number[])[]>(
    label: string,
    make: (...given: A) => Happening,
  ) =>
  (given: A): Happening =>
    Object.assign(make(...given), { [fc.toStringMethod]: () => `${label}(${JSON.stringify(given)})` });

const outcomeUnknown =
  (charged: number): Happening =>
  (kit, name) =>
    pay(kit, name, ['silence'], { amount: charged });

export const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(amount).map(named('sell', (one) => sell(one, one))) },
  { weight: 1, arbitrary: fc.tuple(amount, amount).map(named('sell', sell)) },
  { weight: 3, arbitrary: fc.tuple(amount).map(named('outcomeUnknown', outcomeUnknown)) },
  {
    weight: 4,
    arbitrary: fc.tuple(which, fc.constantFrom('paid', 'not-paid')).map(named('settled', settled)),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(which, fc.constantFrom(2, 2, 3, 4, 5), amount).map(named('heard', heard)),
  },
  { weight: 2, arbitrary: fc.tuple(amount, hoursAgo).map(named('imported', imported)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(which, fc.integer({ min: 1, max: 99 }), fc.constantFrom([], [1], [2], [1, 2]))
      .map(named('refunded', refunded)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(which, fc.constantFrom('refunded', 'not-refunded'))
      .map(named('refundSettled', refundSettled)),
  },
  { weight: 3, arbitrary: fc.tuple(which, fc.constantFrom(2, 4)).map(named('refundHeard', refundHeard)) },
  { weight: 2, arbitrary: fc.tuple(which, hoursAgo).map(named('refundedElsewhere', refundedElsewhere)) },
);
