/** Adds up what the rows of the journal did, one after the other, for a report. */
import type { Payment } from '#domain/payment/payment.ts';
import type { ReconciledDay } from '#domain/day/reconciliation.ts';
import { notReconciled } from '#domain/day/reconciliation.ts';
import type { ActivityRecord } from './activity-record.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import type {
  CashierLine,
  HourLine,
  PaymentEnd,
  RefundEnd,
  RefundLine,
  Report,
  ShiftLine,
  SignOff,
} from '#domain/day/report.ts';
import type { Person } from '#domain/staff/staff.ts';
import { Counting } from '#domain/totals.ts';

type MoneyMoved = 'paid' | 'refunded';

/** What a tally alone can say of a report. */
export type Tallied = Pick<
  Report,
  | 'references'
  | 'payments'
  | 'refunds'
  | 'cashiers'
  | 'hours'
  | 'refundLines'
  | 'shifts'
  | 'pinFailures'
  | 'reprints'
>;

const endOfPayment = (payment: Payment): PaymentEnd | null => {
  switch (payment.state) {
    case 'sending':
    case 'unknown':
    case 'open':
    case 'pending':
      return null;
    case 'paid':
    case 'cancelled':
    case 'expired':
    case 'failed':
      return payment.state;
    default:
      return payment satisfies never;
  }
};

const endOfRefund = (refund: Refund): RefundEnd | null => (hasRefundEnded(refund) ? refund.state : null);

export class Tally {
  readonly #hourOf: (at: number) => number;
  readonly #payments = new Counting<'started' | PaymentEnd>();
  readonly #refunds = new Counting<'asked' | RefundEnd>();
  readonly #byCashier = new Counting<`${MoneyMoved} ${string}`>();
  readonly #byHour = new Counting<`${MoneyMoved} ${number}`>();
  /** By ID; '' where nobody was signed in. */
  readonly #cashiers = new Map<string, Person | null>();
  readonly #hours = new Set<number>();
  readonly #refundLines = new Map<string, RefundLine>();
  readonly #signOffs = new Map<string, SignOff>();
  readonly #shifts = new Map<number, ShiftLine>();
  /** By business date. */
  readonly #reconciled = new Map<string, ReconciledDay>();
  #references: Report['references'] = null;
  #pinFailures = 0;
  #reprints = 0;

  constructor(hourOf: (at: number) => number) {
    this.#hourOf = hourOf;
  }

  /** A row moved a payment from `before` (undefined: it began) to `now`. */
  payment(before: Payment | undefined, now: Payment): void {
    const { reference } = now;
    if (!before) {
      this.#payments.add('started', now);
      this.#references = { first: this.#references?.first ?? reference, last: reference };
    }
    const end = endOfPayment(now);
    if (end !== null && end !== before?.state) {
      this.#payments.add(end, now);
      if (end === 'paid') this.#moved('paid', now, now.cashier);
    }
  }

  /** The same for a refund. */
  refund(before: Refund | undefined, now: Refund): void {
    const { reference, paymentReference, amount, currency, state, askedBy, approvedBy } = now;
    if (!before) this.#refunds.add('asked', now);
    const end = endOfRefund(now);
    const isNews = end !== null && end !== before?.state;
    if (isNews) {
      this.#refunds.add(end, now);
      if (end === 'refunded') this.#moved('refunded', now, askedBy);
    }
    if (!before || isNews || this.#refundLines.has(reference)) {
      const line = { reference, paymentReference, amount, currency, state, askedBy, approvedBy };
      this.#refundLines.set(reference, line);
    }
  }

  /** A row that stands alone, of a time in epoch ms. */
  record(record: ActivityRecord, at: number): void {
    switch (record.type) {
      case 'pin-refused':
        if (record.why === 'pin-wrong') this.#pinFailures += 1;
        return;
      case 'receipt-printed':
        if (record.copy > 1) this.#reprints += 1;
        return;
      case 'signed-off':
        this.#signOffs.set(record.reference, { by: record.by, note: record.note });
        return;
      case 'shift-opened': {
        const { number, by } = record;
        this.#shifts.set(number, { number, openedBy: by, openedAt: at, closedBy: null, closedAt: null });
        return;
      }
      case 'shift-closed': {
        const { number, openedBy, openedAt, by } = record;
        this.#shifts.set(number, { number, openedBy, openedAt, closedBy: by, closedAt: at });
        return;
      }
      case 'reconciled': {
        const { date, result, payments, refunds } = record;
        this.#reconciled.set(date, { date, result, payments, refunds });
        return;
      }
      case 'signed-in':
      case 'signed-out':
      case 'permission-refused':
      case 'rights-lent':
      case 'rights-used':
      case 'staff-added':
      case 'staff-changed':
      case 'staff-left':
      case 'pin-changed':
      case 'staff-reset':
      case 'settings-changed':
      case 'payment-set-aside':
      case 'day-closed':
      case 'z-printed':
      case 'exported':
        return;
      default:
        record satisfies never;
    }
  }

  signOffOf(reference: string): SignOff | null {
    return this.#signOffs.get(reference) ?? null;
  }

  /** How a business date compared when it was last held against the gateway's list. */
  comparedOn(date: string): ReconciledDay {
    return this.#reconciled.get(date) ?? notReconciled(date);
  }

  told(): Tallied {
    return {
      references: this.#references,
      payments: this.#payments.all(),
      refunds: this.#refunds.all(),
      cashiers: this.#cashierLines(),
      hours: this.#hourLines(),
      refundLines: [...this.#refundLines.values()],
      shifts: [...this.#shifts.values()],
      pinFailures: this.#pinFailures,
      reprints: this.#reprints,
    };
  }

  #moved(kind: MoneyMoved, story: Payment | Refund, cashier: Person | null): void {
    const hour = this.#hourOf(story.changedAt);
    this.#hours.add(hour);
    this.#byHour.add(`${kind} ${hour}`, story);
    const id = cashier?.id ?? '';
    this.#cashiers.set(id, cashier);
    this.#byCashier.add(`${kind} ${id}`, story);
  }

  #cashierLines(): readonly CashierLine[] {
    return [...this.#cashiers]
      .map(([id, cashier]) => ({ id, cashier, place: `${cashier?.name ?? ''}\n${id}` }))
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .map(({ id, cashier }) => ({
        cashier,
        paid: this.#byCashier.of(`paid ${id}`),
        refunded: this.#byCashier.of(`refunded ${id}`),
      }));
  }

  #hourLines(): readonly HourLine[] {
    return [...this.#hours]
      .sort((one, other) => one - other)
      .map((hour) => ({
        hour,
        paid: this.#byHour.of(`paid ${hour}`),
        refunded: this.#byHour.of(`refunded ${hour}`),
      }));
  }
}
