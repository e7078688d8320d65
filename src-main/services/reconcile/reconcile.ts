/**
 * Reconciles business days with the gateway's list, in the background: sales go on. What differs is asked about again and
 * journaled as usual; then both sides are compared once more, and the result is journaled.
 */
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import { reconcileRefunds } from '#domain/day/reconcile-refunds.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isLateOrMismatched, wasImported } from '#domain/payment/payment.ts';
import type {
  Differences,
  Reconciliation,
  ReconciliationLine,
  RefundsAsked,
} from '#domain/day/reconciliation.ts';
import { NO_DIFFERENCES, reconciliationOf, mergeDifferences } from '#domain/day/reconciliation.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import { NotReconciled, valueOf } from './not-reconciled.ts';
import { askAgainForRefunds, listRefunds } from './refunds-there.ts';
import { CLOCK_MARGIN_MS, listOwnPayments } from './list-own-payments.ts';
import { Alarm } from '#services/alarm.ts';
import { Queue } from '#services/queue.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { ImportPaymentsPorts } from './import-payments.ts';
import { importPaymentsFromGateway } from './import-payments.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { ReportJournal } from '#services/day/report-ports.ts';
import type { PaymentDesk } from '#services/payment/take-payment.ts';

export interface ReconcilePorts extends Omit<ImportPaymentsPorts, 'journal'> {
  readonly journal: ReportJournal;
  readonly gateway: Pick<Gateway, 'list' | 'get' | 'listRefunds' | 'getRefund'>;
  readonly days: BusinessDays;
  readonly payments: Pick<PaymentDesk, 'applyStatus' | 'carryUnfinished'>;
  readonly refunds: Pick<RefundDesk, 'applyReported'>;
  /** Whether no customer is being served and the gateway may be reachable. */
  readonly isFree: () => boolean;
  /** Payments were imported, which may concern whatever the screens show of the past. */
  readonly onImported: () => void;
}

/** A business day as it is reconciled. */
interface Day {
  /** Its range, [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Of its payments; the gateway's list adds those that the journal lacks. */
  readonly references: Set<string>;
}

type Paid = Extract<Payment, { readonly state: 'paid' }>;

interface Compared {
  readonly payments: Differences;
  readonly refunds: Differences;
  readonly mended: number;
}

export class Reconciler {
  readonly #ports: ReconcilePorts;
  readonly #stopped = new AbortController();
  /** One reconciliation at a time. */
  readonly #queue = new Queue();
  readonly #nextCatchUp: Alarm;

  constructor(ports: ReconcilePorts) {
    this.#ports = ports;
    this.#nextCatchUp = new Alarm(ports.clock);
  }

  /**
   * Reconciles a business date, for as long as it takes, and journals the result. Throws DiskFailed, as everything here
   * that writes.
   */
  async reconcile(date: string, by: Person): Promise<Recorded<'reconciled'>> {
    const compared = await this.#reconcileUntil(this.#stopped.signal, date, 'every');
    return this.#write({ date, by, refundsAsked: 'every' }, compared);
  }

  /**
   * Reconciles business dates one after the other, the newest first, within so long in all, and journals a result for
   * each, also for those that were not reached.
   */
  async reconcileWithin(withinMs: number, dates: readonly string[], by: Person): Promise<void> {
    const { clock } = this.#ports;
    const late = new AbortController();
    const over = AbortSignal.any([late.signal, this.#stopped.signal]);
    const alarm = new Alarm(clock);
    alarm.setIn(withinMs, () => late.abort());
    try {
      for (const date of [...dates].sort().toReversed())
        this.#write({ date, by, refundsAsked: 'known' }, await this.#reconcileUntil(over, date, 'known'));
    } finally {
      alarm.cancel();
    }
  }

  /** From now on reconciles the days that were closed without, one after the other, whenever the till is free. */
  keepCatchingUp(): void {
    this.#nextCatchUp.setIn(PACE.reconciling.everyCatchUp, () => void this.#catchUp());
  }

  /** Settles when nothing runs any more. */
  async stop(): Promise<void> {
    this.#nextCatchUp.cancel();
    this.#stopped.abort();
    await this.#queue.settled();
  }

  async #catchUp(): Promise<void> {
    const { journal, isFree, log } = this.#ports;
    try {
      for (const date of journal.unreconciledDays()) {
        const compared = isFree() ? await this.#reconcileUntil(this.#stopped.signal, date, 'every') : null;
        if (!compared) break;
        this.#write({ date, by: null, refundsAsked: 'every' }, compared);
      }
    } catch (error) {
      log.error('closed days could not be reconciled', { error });
    }
    if (!this.#stopped.signal.aborted) this.keepCatchingUp();
  }

  /** Null when the gateway could not be asked, or not in time. */
  async #reconcileUntil(over: AbortSignal, date: string, asked: RefundsAsked): Promise<Compared | null> {
    if (over.aborted) return null;
    const timeUp = new Promise<null>((resolve) => over.addEventListener('abort', () => resolve(null)));
    return Promise.race([this.#queue.add(() => this.#compare(date, asked, over)), timeUp]);
  }

  #write(
    day: Pick<Reconciliation, 'date' | 'by' | 'refundsAsked'>,
    compared: Compared | null,
  ): Recorded<'reconciled'> {
    const { journal, clock, days } = this.#ports;
    const at = clock.now();
    const reconciliation = reconciliationOf({ ...day, ...days.rangeOf(day.date) }, compared);
    const record = { type: 'reconciled', ...reconciliation } as const;
    const { sequence, hash } = journal.record(record, at);
    return { sequence, at, record, hash };
  }

  async #compare(date: string, asked: RefundsAsked, over: AbortSignal): Promise<Compared | null> {
    try {
      const day = this.#dayOf(date);
      const listed = await this.#list(day, over);
      const payments = await this.#payments(day, listed, over);
      const there = new Set(listed.map(({ id }) => id));
      const refunds = await this.#refunds(this.#refundable(day, listed, asked), there, over);
      return {
        payments: payments.after,
        refunds: refunds.after,
        mended: payments.mended + refunds.mended,
      };
    } catch (error) {
      if (!(error instanceof NotReconciled)) throw error;
      this.#ports.log.warn('the day could not be reconciled', { date, why: error.message });
      return null;
    }
  }

  /** What begins from now on, while the gateway lists, belongs to the next reconciliation. */
  #dayOf(date: string): Day {
    const { journal, clock, days } = this.#ports;
    const range = days.rangeOf(date);
    const begun = journal.startedBetween(range.from, range.to);
    if (begun.length === 0 && range.from >= clock.now()) throw new NotReconciled('the day has not begun');
    return { ...range, references: new Set(begun.map(({ reference }) => reference)) };
  }

  /**
   * What the gateway has of a day. A payment that the journal knows belongs to the day it was started on here, any other
   * to the day it was made on there.
   */
  async #list(day: Day, over: AbortSignal): Promise<readonly GatewayPayment[]> {
    const { journal, gateway, log, settings } = this.#ports;
    const { from, to, references } = day;
    const terminals = this.#here(day).map(({ terminal }) => terminal.terminalId);
    const listed: GatewayPayment[] = [];
    const isOfDay = ({ reference, createdAt }: GatewayPayment): boolean => {
      if (journal.payment(reference)) return references.has(reference);
      const at = createdAt ?? from;
      return at >= from && at < to;
    };
    const outcome = await listOwnPayments(
      {
        gateway,
        log,
        isKnown: (reference) => journal.payment(reference) !== undefined,
        terminalIds: [...new Set([settings.terminal.terminalId, ...terminals])],
        startAt: from - CLOCK_MARGIN_MS,
        endAt: to + CLOCK_MARGIN_MS,
      },
      (page) => void listed.push(...page.filter(isOfDay)),
      () => over.aborted,
    );
    if (outcome !== 'ok') throw new NotReconciled(outcome);
    for (const { reference } of listed) references.add(reference);
    return listed;
  }

  #here({ from, to, references }: Day): readonly Payment[] {
    return this.#ports.journal.startedBetween(from, to).filter(({ reference }) => references.has(reference));
  }

  async #payments(day: Day, listed: readonly GatewayPayment[], over: AbortSignal) {
    const { journal, payments, settings, onImported } = this.#ports;
    const compare = (reported: readonly GatewayPayment[]): Differences =>
      reconcilePayments(this.#here(day), reported, settings.siteId);
    const before = compare(listed);
    const asked = await this.#askAgain(before.lines, over);
    const reported = [...listed.filter(({ id }) => !asked.has(id)), ...asked.values()];
    if (importPaymentsFromGateway({ ...this.#ports, journal }, listed) > 0) {
      payments.carryUnfinished();
      onImported();
    }
    const after = compare(reported);
    return { after, mended: Math.max(0, before.lines.length - after.lines.length) };
  }

  /** Asks about each payment that differs or is missing there, and returns the gateway's answers by its IDs. */
  async #askAgain(lines: readonly ReconciliationLine[], over: AbortSignal) {
    const { gateway, payments } = this.#ports;
    const asked = new Map<string, GatewayPayment>();
    for (const { kind, why, reference, gatewayId } of lines) {
      if (kind === 'only-there' || why === 'other-site' || gatewayId === null) continue;
      const reported = valueOf(await gateway.get(gatewayId));
      if (over.aborted) throw new NotReconciled('no time left');
      if (!reported) continue;
      asked.set(reported.id, reported);
      payments.applyStatus(reference, reported);
    }
    return asked;
  }

  /**
   * Paid payments of the day, and those of other days that were refunded on it. Where not every one is asked about: those
   * that were refunded here, or may well have been there, being no plain Success in the gateway's list, late, mismatched
   * or imported.
   */
  #refundable(day: Day, listed: readonly GatewayPayment[], asked: RefundsAsked): readonly Paid[] {
    const { journal, settings } = this.#ports;
    const odd = new Set(listed.filter(({ statusId }) => meaningOf(statusId) !== 'paid').map(({ id }) => id));
    const elsewhere = journal.refundsBetween(day.from, day.to).map((refund) => refund.paymentReference);
    const others = [...new Set(elsewhere)].filter((reference) => !day.references.has(reference));
    return [...this.#here(day), ...others.map((reference) => journal.payment(reference))]
      .filter((payment) => payment?.state === 'paid')
      .filter(({ siteId }) => siteId === settings.siteId)
      .filter((payment) => {
        const mayBeRefundedThere =
          isLateOrMismatched(payment) || wasImported(payment) || odd.has(payment.gateway.id);
        return asked === 'every' || mayBeRefundedThere || journal.refundsOf(payment.reference).length > 0;
      });
  }

  /** `there` has the IDs of the payments that the gateway has listed. */
  async #refunds(payments: readonly Paid[], there: ReadonlySet<string>, over: AbortSignal) {
    const { journal, refunds } = this.#ports;
    let after = NO_DIFFERENCES;
    let mended = 0;
    for (const payment of payments) {
      const compare = (reported: readonly GatewayRefund[]): Differences =>
        reconcileRefunds(payment.reference, journal.refundsOf(payment.reference), reported);
      const listed = await listRefunds(this.#ports, payment, there.has(payment.gateway.id));
      const before = compare(listed);
      const reported = await askAgainForRefunds(this.#ports, payment, listed, before.lines, over);
      if (over.aborted) throw new NotReconciled('no time left');
      refunds.applyReported(payment, reported);
      const now = compare(reported);
      after = mergeDifferences(after, now);
      mended += Math.max(0, before.lines.length - now.lines.length);
    }
    return { after, mended };
  }
}
