/**
 * Reconciles one business day with the gateway's list. Payments that differ are looked up again and journaled as usual;
 * then both sides are compared once more.
 */
import { reconcilePayments } from '#domain/day/reconcile-payments.ts';
import type { Differences, ReconciliationLine, RefundsAsked } from '#domain/day/reconciliation.ts';
import { mergeDifferences, NO_DIFFERENCES } from '#domain/day/reconciliation.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { meaningOf } from '#domain/gateway/gateway-payment.ts';
import type { Installation, Listed, Ownership } from '#domain/installation/payment-ownership.ts';
import { CLOCK_MARGIN_MS, ownershipOf } from '#domain/installation/payment-ownership.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isLateOrMismatched, wasImported } from '#domain/payment/payment.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Emits } from '#services/changes.ts';
import type { ReportJournal } from '#services/day/report-ports.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { mayHide } from '#services/gateway/unread-rows.ts';
import { hasEndedUnpaid } from '#services/payment/listed-payment.ts';
import type { PaymentTracker } from '#services/payment/payment-tracker.ts';
import type { YieldNow } from '#services/slices.ts';
import { filterInSlices, startedInSlices } from '#services/slices.ts';
import type { KnownThere } from '#services/refund/read-refunds.ts';
import { canReadRefundsOf } from '#services/refund/read-refunds.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import type { ImportPaymentsPorts } from './import-payments.ts';
import { importPaymentsFromGateway } from './import-payments.ts';
import { listOwnPayments } from './list-own-payments.ts';
import { NotReconciled, Untold, valueOf } from './not-reconciled.ts';
import { reconcileRefundsOf } from './gateway-refunds.ts';

/** What reconciling a business day needs. */
export interface ReconcileDayPorts extends ImportPaymentsPorts {
  readonly journal: ReportJournal;
  readonly gateway: Pick<Gateway, 'list' | 'get' | 'listRefunds' | 'getRefund'>;
  readonly days: BusinessDays;
  readonly installation: Installation;
  readonly payments: { readonly tracker: Pick<PaymentTracker, 'applyStatus' | 'trackUnfinished'> };
  readonly refunds: { readonly tracker: Pick<RefundTracker, 'applyReported'> };
  readonly changes: Emits<'imported'>;
  readonly yieldNow: YieldNow;
}

/** A business day while it is being reconciled. */
interface Day {
  /** Its range, [from, to); epoch ms. */
  readonly from: number;
  readonly to: number;
  /** References of its payments; the gateway's list adds those that the journal lacks. */
  readonly references: Set<string>;
  /** References of rows of the gateway's list that could not be read. */
  readonly unread: Set<string>;
}

/** Paid payments whose refunds the gateway is asked for. */
interface Refundable {
  readonly known: readonly KnownThere[];
  readonly others: readonly KnownThere[];
}

export interface DayDifferences {
  readonly payments: Differences;
  readonly refunds: Differences;
  readonly refundsAsked: RefundsAsked;
  readonly resolved: number;
}

/** Why a day has no result: nothing shows that what the gateway told is all, or it could not be asked in time. */
export type Unreconciled = 'unproven' | 'unanswered';

/** Reconciles one business day with the gateway's list, and resolves what a second look-up can. */
export class DayReconciler {
  readonly #ports: ReconcileDayPorts;

  constructor(ports: ReconcileDayPorts) {
    this.#ports = ports;
  }

  /**
   * 'unanswered' if the gateway did not answer before `over`. After `late`, only payments with known or likely refunds
   * are asked about.
   */
  async reconcile(
    date: string,
    over: AbortSignal,
    late: AbortSignal,
  ): Promise<DayDifferences | Unreconciled> {
    const untold = new Untold();
    try {
      const day = await this.#dayOf(date, untold);
      const listed = await this.#list(day, over, untold);
      const payments = await this.#payments(day, listed, over, untold);
      const there = new Set(listed.map(({ id }) => id));
      const refundable = await this.#refundable(day, listed, untold);
      const refunds = await this.#refunds(refundable, there, [over, late], untold);
      untold.throwFirst();
      return {
        payments: payments.after,
        refunds: refunds.after,
        refundsAsked: refunds.asked,
        resolved: payments.resolved + refunds.resolved,
      };
    } catch (error) {
      if (!(error instanceof NotReconciled)) throw error;
      this.#ports.log.warn('the day could not be reconciled', { date, why: error.message });
      return error.hasAnswered ? 'unproven' : 'unanswered';
    }
  }

  /** Payments that begin from now on, while the gateway lists, belong to the next reconciliation. */
  async #dayOf(date: string, { noteUnreadable }: Untold): Promise<Day> {
    const { journal, clock, days, yieldNow } = this.#ports;
    const range = days.rangeOf(date);
    const begun = await startedInSlices(journal, range, yieldNow, noteUnreadable);
    if (begun.length === 0 && range.from >= clock.now())
      throw new NotReconciled('the day has not begun', 'stopped');
    return { ...range, references: new Set(begun.map(({ reference }) => reference)), unread: new Set() };
  }

  /**
   * The gateway's payments of a day. A payment that the journal has belongs to the day it was started on here; any
   * other, to the day of its creation at the gateway.
   */
  async #list(day: Day, over: AbortSignal, untold: Untold): Promise<readonly GatewayPayment[]> {
    const { journal, gateway, log } = this.#ports;
    const { from, to, references, unread } = day;
    const listed: GatewayPayment[] = [];
    const isOfDay = ({ reference, createdAt }: GatewayPayment): boolean => {
      if (journal.numberOf(reference) !== undefined) return references.has(reference);
      const at = createdAt ?? from;
      return at >= from && at < to;
    };
    const outcome = await listOwnPayments(
      {
        gateway,
        log,
        ownership: this.#judge(await this.#here(day, untold)),
        startAt: from - CLOCK_MARGIN_MS,
        endAt: to + CLOCK_MARGIN_MS,
      },
      (page, names) => {
        listed.push(...page.filter(isOfDay));
        for (const name of names) unread.add(name);
      },
      () => over.aborted,
    );
    if (outcome !== 'ok') throw new NotReconciled(outcome, outcome);
    if (mayHide([...unread], await this.#here(day, untold), listed))
      throw new NotReconciled('unreadable rows', 'malformed');
    for (const { reference } of listed) references.add(reference);
    return listed;
  }

  /**
   * Decides whose a payment is. If the terminal was renamed during the day, payments under its former name are still
   * its own.
   */
  #judge(here: readonly Payment[]): (listed: Listed) => Ownership {
    const { journal, installation, settings } = this.#ports;
    const terminals = here.map(({ terminal }) => terminal.terminalId);
    const terminalIds = [...new Set([settings.terminal.terminalId, ...terminals])];
    const isKnown = (reference: string): boolean => journal.numberOf(reference) !== undefined;
    return (listed) => ownershipOf(listed, installation, terminalIds, isKnown);
  }

  async #here(day: Day, { noteUnreadable }: Untold): Promise<readonly Payment[]> {
    const { journal, yieldNow } = this.#ports;
    const started = await startedInSlices(journal, day, yieldNow, noteUnreadable);
    return started.filter(({ reference }) => day.references.has(reference));
  }

  async #payments(day: Day, listed: readonly GatewayPayment[], over: AbortSignal, untold: Untold) {
    const { payments, settings, changes, yieldNow } = this.#ports;
    const here = await this.#here(day, untold);
    const ownership = this.#judge(here);
    const before = reconcilePayments(here, listed, settings.siteId, ownership);
    const lost = await filterInSlices(listed, (payment) => ownership(payment) === 'lost', yieldNow);
    if (importPaymentsFromGateway(this.#ports, lost) > 0) {
      payments.tracker.trackUnfinished();
      changes.emit('imported');
    }
    const asked = await this.#lookUpAgain(day, before.lines, over, untold);
    const reported = [...listed.filter(({ id }) => !asked.has(id)), ...asked.values()];
    const after = reconcilePayments(await this.#here(day, untold), reported, settings.siteId, ownership);
    return { after, resolved: Math.max(0, before.lines.length - after.lines.length) };
  }

  /**
   * Looks up each payment that differs or that the list lacks, and returns the gateway's answers by its IDs. Beside a row
   * that could not be read and that may be paid, only the payment's own ID ends it without money: any other may be a
   * refused duplicate's.
   */
  async #lookUpAgain(
    { unread }: Day,
    lines: readonly ReconciliationLine[],
    over: AbortSignal,
    untold: Untold,
  ) {
    const { gateway, journal, payments } = this.#ports;
    const asked = new Map<string, GatewayPayment>();
    for (const { kind, why, reference, gatewayId } of lines) {
      if (kind === 'only-there' || why === 'other-site' || gatewayId === null) continue;
      const reported = await untold.unless(async () => valueOf(await gateway.get(gatewayId)));
      if (over.aborted) throw new NotReconciled('no time left', 'stopped');
      // A page of another payment says nothing about this one.
      if (reported?.reference !== reference) continue;
      asked.set(reported.id, reported);
      const isUnderItsId = journal.payment(reference, untold.noteUnreadable)?.gateway?.id === reported.id;
      if (isUnderItsId || !unread.has(reference) || !hasEndedUnpaid(reported))
        payments.tracker.applyStatus(reference, reported);
    }
    return asked;
  }

  /**
   * Paid payments of the day, and those of other days that were refunded on it. `known`: those that were refunded here,
   * or are likely to have been refunded at the gateway because they are not a plain Success in its list, or were late,
   * mismatched or imported.
   */
  async #refundable(day: Day, listed: readonly GatewayPayment[], untold: Untold): Promise<Refundable> {
    const { journal, settings, yieldNow } = this.#ports;
    const { noteUnreadable } = untold;
    const notPaidThere = new Set(
      listed.filter(({ statusId }) => meaningOf(statusId) !== 'paid').map(({ id }) => id),
    );
    const refundedThatDay = journal.refundsBetween(day.from, day.to, noteUnreadable);
    const refunded = new Set(refundedThatDay.map((refund) => refund.paymentReference));
    const ofOtherDays = [...refunded]
      .filter((reference) => !day.references.has(reference))
      .map((reference) => journal.payment(reference, noteUnreadable));
    const taken = [...(await this.#here(day, untold)), ...ofOtherDays]
      .filter((payment): payment is KnownThere => payment?.state === 'paid' && payment.gateway !== null)
      .filter(({ siteId }) => siteId === settings.siteId);
    const canRead = ({ reference }: KnownThere): boolean =>
      canReadRefundsOf(journal, reference, noteUnreadable);
    const paid = await filterInSlices(taken, canRead, yieldNow);
    const isKnown = (payment: KnownThere): boolean =>
      isLateOrMismatched(payment) ||
      wasImported(payment) ||
      notPaidThere.has(payment.gateway.id) ||
      journal.refundsOf(payment.reference).length > 0;
    const known = await filterInSlices(paid, isKnown, yieldNow);
    const isFirst = new Set(known);
    return { known, others: paid.filter((payment) => !isFirst.has(payment)) };
  }

  /** `there`: the IDs of the payments that the gateway has listed. */
  async #refunds(
    { known: first, others }: Refundable,
    there: ReadonlySet<string>,
    [over, late]: readonly [AbortSignal, AbortSignal],
    untold: Untold,
  ) {
    let after = NO_DIFFERENCES;
    let resolved = 0;
    for (const [index, payment] of [...first, ...others].entries()) {
      if (late.aborted && index >= first.length) return { after, resolved, asked: 'known' as const };
      const isThere = there.has(payment.gateway.id);
      const found = await untold.unless(() => reconcileRefundsOf(this.#ports, payment, isThere, over));
      if (over.aborted) throw new NotReconciled('no time left', 'stopped');
      if (!found) continue;
      after = mergeDifferences(after, found.after);
      resolved += found.resolved;
    }
    return { after, resolved, asked: 'every' as const };
  }
}
