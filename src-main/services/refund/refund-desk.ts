import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { amountMismatch } from '#domain/payment/payment.ts';
import { makeRefundReference } from '#domain/payment/reference.ts';
import type { GatewayRefund, Refund, RefundIntent, RefundReason } from '#domain/refund/refund.ts';
import { hasRefundEnded, isSameRefund, leftToRefund, refundableUntil } from '#domain/refund/refund.ts';
import type { Person } from '#domain/staff/staff.ts';
import { importRefunds } from './import-refunds.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';
import type { Gateway, RefundType } from '#services/gateway/gateway-port.ts';
import type { Refused } from './refund-refusal.ts';
import { refused, unanswered } from './refund-refusal.ts';
import { RefundRun } from './run-refund.ts';
import type { EffectiveSettings } from '#domain/shop/effective-settings.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';

/** What may be given back of a payment just now. */
export interface Offer {
  readonly payment: Payment;
  /** Hundredths. */
  readonly left: number;
  /** Whether less than the whole may be given back. */
  readonly partial: boolean;
}

export type Offered = { readonly ok: true; readonly offer: Offer } | Refused;
export type RefundStarted = { readonly ok: true; readonly refund: Refund } | Refused;

export interface RefundOrder {
  readonly paymentReference: string;
  /** Hundredths. */
  readonly amount: number;
  readonly reason: RefundReason;
  readonly note: string;
  readonly askedBy: Person;
  readonly approvedBy: Person;
}

export interface RefundDeskPorts extends GatewayLoopPorts {
  readonly settings: Pick<EffectiveSettings, 'siteId'>;
  readonly terminalId: string;
  readonly journal: Journal & RefundJournal;
  readonly gateway: Gateway;
  readonly onChange: (refund: Refund) => void;
}

/** Where money is given back: asks what may be given, starts refunds, and carries every unfinished one to its end. */
export class RefundDesk {
  readonly #ports: RefundDeskPorts;
  readonly #runs = new Map<string, RefundRun>();

  constructor(ports: RefundDeskPorts) {
    this.#ports = ports;
  }

  /** Asks the gateway what may be given back of a payment, and writes down refunds of it that were made elsewhere. */
  async offer(paymentReference: string): Promise<Offered> {
    const { journal, gateway, clock, settings } = this.#ports;
    const payment = journal.payment(paymentReference);
    if (!payment) return refused({ why: 'payment-not-found' });
    if (payment.state !== 'paid') return refused({ why: 'refund-not-paid' });
    const { siteId } = payment;
    if (siteId !== settings.siteId) return refused({ why: 'refund-elsewhere', siteId });
    const until = refundableUntil(payment);
    if (clock.now() > until) return refused({ why: 'refund-too-old', until });
    const told = await gateway.listRefunds(payment.gateway.id);
    // A gateway without a list of refunds has none; whether it has the payment, the types tell.
    if (told.kind !== 'ok' && told.kind !== 'not-found') return unanswered(told, payment);
    this.learn(payment, told.kind === 'ok' ? told.value : []);
    if (this.#leftOf(payment) === 0) return refused({ why: 'refund-nothing-left' });
    const types = await gateway.refundTypes(payment.gateway.id);
    if (types.kind === 'ok') return this.#offerOf(payment, types.value);
    const isKnownThere = told.kind === 'ok' && types.kind === 'not-found';
    return isKnownThere ? refused({ why: 'refund-not-offered' }) : unanswered(types, payment);
  }

  /**
   * Gives money back. The refund is on disk before anything is sent. Throws DiskFailed, as all that writes here does:
   * then nothing was sent.
   */
  async start(order: RefundOrder): Promise<RefundStarted> {
    const offered = await this.offer(order.paymentReference);
    if (!offered.ok) return offered;
    const { payment, partial } = offered.offer;
    const { amount } = order;
    if (!Number.isSafeInteger(amount) || amount <= 0) return refused({ why: 'refund-amount-malformed' });
    // Asked anew: another refund may have been started while the gateway was asked.
    if (amount > this.#leftOf(payment)) return refused({ why: 'refund-over-left' });
    if (amount < payment.amount && !partial) return refused({ why: 'refund-not-partial' });
    const refund = this.#intend(payment, order);
    this.#changed(refund, false);
    return { ok: true, refund };
  }

  /** Takes note of what the gateway has of a payment's refunds: those made elsewhere, and how ours stand by now. */
  learn(payment: Payment, told: readonly GatewayRefund[]): void {
    for (const refund of importRefunds(this.#ports, payment, told)) this.#changed(refund, true);
    const known = this.#ports.journal.refundsOf(payment.reference);
    for (const news of told) {
      const refund = known.find((one) => isSameRefund(one, news));
      if (refund) this.#observe(refund, news);
    }
  }

  /** Takes up every unfinished refund of the journal that is not carried yet, but none of another SiteID. */
  resume(): void {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    for (const refund of journal.unfinishedRefunds(clock.now() - week)) {
      if (this.otherSiteOf(refund) === null) this.#carry(refund, true);
    }
  }

  /** The SiteID under which alone the gateway knows this refund, where that is not this till's; null where it is. */
  otherSiteOf({ paymentReference }: Refund): string | null {
    const { journal, settings } = this.#ports;
    const siteId = journal.payment(paymentReference)?.siteId ?? settings.siteId;
    return siteId === settings.siteId ? null : siteId;
  }

  /** A refund whose end would not be heard under another SiteID, if there is one that may still be told. */
  get needingThisSite(): Refund | undefined {
    const { journal, clock } = this.#ports;
    const since = clock.now() - PACE.refundHoldsSite;
    return journal
      .unfinishedRefunds(clock.now())
      .find(
        (refund) =>
          refund.state !== 'failed' && refund.startedAt > since && this.otherSiteOf(refund) === null,
      );
  }

  /** The machine was asleep: asks about every refund without an end at once. */
  wake(): void {
    for (const run of this.#runs.values()) if (!hasRefundEnded(run.refund)) run.wake();
  }

  async stop(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const run of runs) run.stop();
    await Promise.all(runs.map(async (run) => run.ended));
  }

  #offerOf(payment: Payment, types: readonly RefundType[]): Offered {
    const offered = types.filter(({ needsDetails }) => !needsDetails);
    const taken = amountMismatch(payment);
    if (taken && taken.currency !== payment.currency) return refused({ why: 'refund-other-currency', taken });
    if (offered.length === 0) return refused({ why: 'refund-not-offered' });
    const partial = offered.some(({ allowsPartial }) => allowsPartial);
    return { ok: true, offer: { payment, left: this.#leftOf(payment), partial } };
  }

  #leftOf(payment: Payment): number {
    return leftToRefund(payment, this.#ports.journal.refundsOf(payment.reference));
  }

  #intend(payment: Payment, order: RefundOrder): Refund {
    const { journal, clock, ids, terminalId } = this.#ports;
    const at = clock.now();
    const reference = makeRefundReference(terminalId, at, journal.refundCount() + 1, ids.bytes(8));
    const intent: RefundIntent = {
      reference,
      requestId: ids.requestId(),
      paymentReference: payment.reference,
      paymentId: payment.gateway?.id ?? '',
      amount: order.amount,
      currency: payment.currency,
      reason: order.reason,
      note: order.note,
      askedBy: order.askedBy,
      approvedBy: order.approvedBy,
    };
    return journal.appendRefund(reference, { type: 'refund-intended', intent }, at);
  }

  #observe(refund: Refund, told: GatewayRefund): void {
    const { journal, clock, onChange } = this.#ports;
    const { reference } = refund;
    // One that was made elsewhere goes by a name of ours here; see `importRefunds`.
    const event = { type: 'refund-observed', refund: { ...told, reference } } as const;
    const run = this.#runs.get(reference);
    const at = clock.now();
    if (run) run.tell(event);
    else if (advanceRefund(refund, event, at)) onChange(journal.appendRefund(reference, event, at));
  }

  #changed(refund: Refund, sentBefore: boolean): void {
    this.#carry(refund, sentBefore);
    this.#ports.onChange(refund);
  }

  #carry(refund: Refund, sentBefore: boolean): void {
    const { reference } = refund;
    if (this.#runs.has(reference)) return;
    const run = new RefundRun(this.#ports, refund, sentBefore);
    this.#runs.set(reference, run);
    void run.ended.then(() => this.#runs.delete(reference));
  }
}
