import type { Mark } from '#domain/installation/mark.ts';
import type { Hundredths } from '#domain/money.ts';
import { fitsCurrency } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { reportedTaken } from '#domain/payment/payment.ts';
import { makeRefundReference } from '#domain/payment/reference.ts';
import { isNoteValid } from '#domain/payment/sale-words.ts';
import type { GatewayRefund, Refund, RefundIntent, RefundReason } from '#domain/refund/refund.ts';
import { leftToRefund, wholeRefund } from '#domain/refund/refund.ts';
import { wasRefundSettledByHand } from '#domain/refund/refund-settled-by-hand.ts';
import type { Person } from '#domain/staff/staff.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import { mayBeUnreported } from '#services/gateway/unread-rows.ts';
import { askFor, pageOf } from './get-refund.ts';
import { readRefunds } from './read-refunds.ts';
import type { RefundableAnswer } from './refundable.ts';
import { RefundTypes, refundableOf } from './refundable.ts';
import type { Refused, Unanswered } from './refund-refusal.ts';
import { refused, refusalBefore, unanswered } from './refund-refusal.ts';
import type { RefundTrackerPorts } from './refund-tracker.ts';
import { RefundTracker } from './refund-tracker.ts';

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

export interface RefundDeskPorts extends RefundTrackerPorts {
  readonly terminalId: string;
  readonly installation: Mark;
  readonly isChangingSettings: () => boolean;
}

/** Refunds payments: asks what is refundable, and starts refunds. */
export class RefundDesk {
  readonly #ports: RefundDeskPorts;
  readonly #types: RefundTypes;
  /** Tracks all refunds. */
  readonly tracker: RefundTracker;

  constructor(ports: RefundDeskPorts) {
    this.#ports = ports;
    this.#types = new RefundTypes(ports);
    this.tracker = new RefundTracker(ports);
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
    const listed = read.kind === 'ok' ? read.value : [];
    this.tracker.applyReported(payment, listed);
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
    this.tracker.begin(refund);
    return { ok: true, refund };
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
      if (page.kind === 'ok') this.tracker.applyStatus(refund, page.value);
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
}
