import type {
  GatewayRefund,
  Refund,
  RefundEvent,
  RefundIntent,
  RefundReason,
  RefundSettledAs,
} from '#domain/refund/refund.ts';
import { hasRefundEnded, leftToRefund, reportedOf, wholeRefund } from '#domain/refund/refund.ts';
import {
  mayRefundBeSettled,
  refundReportOf,
  wasRefundSettledByHand,
} from '#domain/refund/refund-settled-by-hand.ts';
import type { Settlement } from '#domain/story/by-hand.ts';
import type { Mark } from '#domain/installation/mark.ts';
import type { Hundredths } from '#domain/money.ts';
import { fitsCurrency } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { reportedTaken } from '#domain/payment/payment.ts';
import { makeRefundReference } from '#domain/payment/reference.ts';
import { isNoteValid } from '#domain/payment/sale-words.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Emits } from '#services/changes.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { everyUnfinishedRefund } from '#services/read-or-replay.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import { Runs } from '#services/gateway/runs.ts';
import { mayBeUnreported } from '#services/gateway/unread-rows.ts';
import type { ActivityJournal, Journal, OnUnreadable, RefundJournal } from '#services/journal-ports.ts';
import { askFor, pageOf } from './get-refund.ts';
import { importRefundsFromGateway } from './import-refunds.ts';
import { readRefunds } from './read-refunds.ts';
import type { RefundableAnswer } from './refundable.ts';
import { RefundTypes, refundableOf } from './refundable.ts';
import type { Refused, Unanswered } from './refund-refusal.ts';
import { refused, refusalBefore, unanswered } from './refund-refusal.ts';
import { runRefund } from './run-refund.ts';

export type RefundStarted = { readonly ok: true; readonly refund: Refund } | Refused;

export interface RefundParams {
  readonly paymentReference: string;
  readonly amount: Hundredths;
  /** What was left to refund when the person who asks was shown it; undefined if nobody says. */
  readonly left: Hundredths | undefined;
  readonly reason: RefundReason;
  readonly note: string;
  readonly askedBy: Person;
  readonly approvedBy: Person;
}

export interface RefundDeskPorts extends GatewayLoopPorts {
  readonly settings: Pick<EffectiveSettings, 'siteId'>;
  readonly terminalId: string;
  readonly installation: Mark;
  readonly journal: Journal & RefundJournal & Pick<ActivityJournal, 'lastRecord'>;
  readonly gateway: Gateway;
  readonly changes: Emits<'refund'>;
  readonly isChangingSettings: () => boolean;
}

/** Refunds payments: asks what is refundable, starts refunds, and runs every unfinished one to its end. */
export class RefundDesk {
  readonly #ports: RefundDeskPorts;
  readonly #runs = new Runs<Refund, RefundEvent>();
  readonly #types: RefundTypes;

  constructor(ports: RefundDeskPorts) {
    this.#ports = ports;
    this.#types = new RefundTypes(ports);
  }

  /**
   * Asks the gateway how much of a payment can be refunded, and imports its refunds that were made elsewhere. Refunds
   * are listed each time; the refund types are cached for a while, so that `start` does not repeat the form's request.
   */
  async refundable(paymentReference: string): Promise<RefundableAnswer> {
    const { journal, clock, settings } = this.#ports;
    const payment = journal.payment(paymentReference);
    if (payment?.state !== 'paid') return refused({ why: payment ? 'refund-not-paid' : 'payment-not-found' });
    const refusal = refusalBefore(payment, settings.siteId, clock.now());
    if (refusal) return refusal;
    if (!reportedTaken(payment) || !payment.gateway) return refused({ why: 'refund-settled-by-hand' });
    const read = await readRefunds(this.#ports, { ...payment, gateway: payment.gateway });
    // A gateway without a list of refunds has none, unless it may have one of ours that only the list would show. The
    // refund types show whether it has the payment.
    if (read.kind === 'not-found' && this.#mayHaveUnreported(payment))
      return refused({ why: 'refund-unclear' });
    if (read.kind !== 'ok' && read.kind !== 'not-found') return unanswered(read, payment);
    if (read.kind === 'ok') this.applyReported(payment, read.value);
    const listed = read.kind === 'ok' ? read.value : [];
    const unasked = await this.#askForFailed(payment, payment.gateway.id, listed);
    if (unasked) return unanswered(unasked, payment);
    if (this.#leftOf(payment) === 0) return refused({ why: 'refund-nothing-left' });
    const types = await this.#types.of(payment.gateway.id);
    if (types.kind === 'ok') return refundableOf(payment, this.#leftOf(payment), types.value);
    const isKnownThere = read.kind === 'ok' && types.kind === 'not-found';
    return isKnownThere ? refused({ why: 'refund-not-offered' }) : unanswered(types, payment);
  }

  /**
   * Refunds a payment, in whole or in part, unless more of it is refunded by now than the person who asks was shown. The
   * refund is on disk before anything is sent. Throws DiskFailed, as does everything here that writes; then nothing was
   * sent.
   */
  async start(params: RefundParams): Promise<RefundStarted> {
    const { isChangingSettings } = this.#ports;
    if (isChangingSettings()) return refused({ why: 'settings-changing' });
    if (!isNoteValid(params.note)) return refused({ why: 'refund-note-invalid' });
    const asked = this.#ports.journal.payment(params.paymentReference);
    const shown = params.left ?? (asked ? this.#leftOf(asked) : 0);
    const answer = await this.refundable(params.paymentReference);
    if (!answer.ok) return answer;
    const { payment, partial } = answer.refundable;
    const { amount } = params;
    // They may have begun to change while the gateway was asked, and nobody then knew of this refund.
    if (isChangingSettings()) return refused({ why: 'settings-changing' });
    if (!Number.isSafeInteger(amount) || amount <= 0) return refused({ why: 'refund-amount-malformed' });
    // What is left is read in the step that writes: another refund may have begun while the gateway was asked.
    const left = this.#leftOf(payment);
    if (amount > left) return refused({ why: 'refund-over-left' });
    if (amount < wholeRefund(payment) && !partial) return refused({ why: 'refund-not-partial' });
    // Half a yen goes back only if it is all that is left of a payment that was taken so.
    if (amount !== left && !fitsCurrency(amount, payment.currency))
      return refused({ why: 'refund-amount-malformed' });
    // The same refund may have been made elsewhere, begun twice, or found although it had seemed to fail.
    if (left < shown) return refused({ why: 'refund-changed' });
    const refund = this.#intend(payment, params);
    this.#types.forget();
    this.#changed(refund, false);
    return { ok: true, refund };
  }

  /**
   * The gateway has reported these refunds of a payment: imports those made elsewhere and updates ours. `reported`: see
   * `readRefunds`.
   */
  applyReported(payment: Payment, reported: readonly GatewayRefund[]): void {
    // Ours first: once the gateway's IDs of them are known, a second record under our reference is another refund.
    const known = this.#refundsOf(payment.reference);
    for (const refund of known) {
      const one = reportedOf(refund, reported, known);
      if (one) this.#applyStatus(refund, one);
    }
    const imported = importRefundsFromGateway(this.#ports, payment, reported);
    for (const refund of imported) this.#changed(refund, true);
  }

  /** Resumes every unfinished refund of the journal that is not running yet. Those under another SiteID only rest. */
  resume(onUnreadable?: OnUnreadable): void {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    for (const refund of journal.unfinishedRefunds(clock.now() - week, onUnreadable))
      this.#track(refund, true);
  }

  /** The SiteID under which the gateway has this refund, if that is not this till's; else null. */
  otherSiteOf({ paymentReference }: Refund): string | null {
    const { journal, settings } = this.#ports;
    const siteId = journal.payment(paymentReference, () => undefined)?.siteId ?? settings.siteId;
    return siteId === settings.siteId ? null : siteId;
  }

  /** A refund whose outcome could not be looked up under another SiteID, if there is one. */
  get needingThisSite(): Refund | undefined {
    const { journal, clock } = this.#ports;
    const since = clock.now() - PACE.refundHoldsSite;
    return everyUnfinishedRefund(journal).find(
      (refund) => refund.startedAt > since && this.otherSiteOf(refund) === null,
    );
  }

  /** The machine was asleep: looks up every unfinished refund at once. */
  wake(): void {
    this.#runs.wake((refund) => !hasRefundEnded(refund));
  }

  /** The office says that the gateway has news about a refund, so it is looked up at once. */
  hint(reference: string): void {
    this.#runs.hint(reference);
  }

  async stop(): Promise<void> {
    await this.#runs.stop();
  }

  #mayHaveUnreported(payment: Payment): boolean {
    // What a person has settled counts as they say: no list that the gateway does not give will ever show more.
    return this.#refundsOf(payment.reference).some(
      (refund) => mayBeUnreported(refund) && !wasRefundSettledByHand(refund),
    );
  }

  /**
   * Only its page shows whether one that failed is on its way again, if the gateway gives no list, or one that leaves out
   * what failed. Returns the answer of a call that showed nothing because it failed.
   */
  async #askForFailed(
    payment: Payment,
    paymentId: string,
    listed: readonly GatewayRefund[],
  ): Promise<Unanswered | undefined> {
    const ask = askFor(this.#ports.gateway, paymentId);
    for (const refund of this.#refundsOf(payment.reference)) {
      const { state, gateway } = refund;
      if (state !== 'failed' || !gateway || listed.some(({ id }) => id === gateway.id)) continue;
      const page = await pageOf(refund, gateway.id, ask);
      if (page.kind === 'ok') this.#applyStatus(refund, page.value);
      else if (!WITHOUT_STORY.has(page.kind)) return page;
    }
    return undefined;
  }

  #refundsOf(paymentReference: string): readonly Refund[] {
    return this.#ports.journal.refundsOf(paymentReference);
  }

  #leftOf(payment: Payment): number {
    return leftToRefund(payment, this.#refundsOf(payment.reference));
  }

  #intend(payment: Payment, params: RefundParams): Refund {
    const { journal, clock, ids, terminalId, installation: mark } = this.#ports;
    const at = clock.now();
    const reference = makeRefundReference(
      { terminalId, mark },
      at,
      journal.lastRefundNumber() + 1,
      ids.bytes(8),
    );
    const intent: RefundIntent = {
      reference,
      requestId: ids.requestId(),
      paymentReference: payment.reference,
      paymentId: payment.gateway?.id ?? '',
      amount: params.amount,
      currency: payment.currency,
      reason: params.reason,
      note: params.note,
      askedBy: params.askedBy,
      approvedBy: params.approvedBy,
    };
    const refund = journal.appendRefund(reference, { type: 'refund-intended', intent }, at);
    if (!refund) throw new Error(`The reference ${reference} was used before.`);
    return refund;
  }

  /** Whether a person may settle it by hand now. */
  maySettle(refund: Refund): boolean {
    return mayRefundBeSettled(refund, this.#ports.clock.now());
  }

  /** A manager settles it; undefined if that is not allowed now. */
  settle(reference: string, settlement: Settlement<RefundSettledAs>): Refund | undefined {
    return this.#ports.journal.refund(reference)
      ? this.#apply(reference, { type: 'refund-settled', ...settlement })
      : undefined;
  }

  #applyStatus(refund: Refund, reported: GatewayRefund): void {
    const { reference } = refund;
    // An imported refund has another reference here than at the gateway; see `importRefundsFromGateway`.
    this.#apply(reference, refundReportOf(refund, { ...reported, reference }));
  }

  #apply(reference: string, event: RefundEvent): Refund | undefined {
    const { journal, clock } = this.#ports;
    const run = this.#runs.get(reference);
    if (run) return run.apply(event);
    const refund = journal.appendRefund(reference, event, clock.now());
    if (refund) this.#changed(refund, true);
    return refund;
  }

  #changed(refund: Refund, sentBefore: boolean): void {
    this.#track(refund, sentBefore);
    this.#ports.changes.emit('refund', refund);
  }

  #track(refund: Refund, sentBefore: boolean): void {
    if (this.#runs.has(refund.reference)) return;
    const isElsewhere = (one: Refund): boolean => this.otherSiteOf(one) !== null;
    this.#runs.add(runRefund({ ...this.#ports, isElsewhere }, refund, sentBefore));
  }
}
