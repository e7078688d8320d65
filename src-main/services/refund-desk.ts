import { advanceRefund } from '#domain/advance-refund.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment.ts';
import { takenInstead } from '#domain/payment.ts';
import { makeRefundReference } from '#domain/reference.ts';
import type { GatewayRefund, Refund, RefundIntent, RefundReason } from '#domain/refund.ts';
import { hasRefundEnded, isSameRefund, leftToRefund } from '#domain/refund.ts';
import type { Person } from '#domain/staff.ts';
import { adoptRefunds } from './adopt-refunds.ts';
import type { Journal, RefundBook } from './book-ports.ts';
import type { Answer, Gateway, RefundType } from './gateway-port.ts';
import { RefundRun } from './run-refund.ts';
import type { TalksPorts } from './talks.ts';

/** What may be given back of a payment just now. */
export interface Offer {
  readonly payment: Payment;
  /** Hundredths. */
  readonly left: number;
  /** Whether less than the whole may be given back. */
  readonly partial: boolean;
}

export type RefundRefusal =
  | 'payment-not-found'
  | 'refund-not-paid'
  | 'refund-nothing-left'
  | 'refund-amount-malformed'
  | 'refund-over-left'
  | 'refund-not-partial'
  | 'refund-not-offered'
  /** The gateway cannot be asked, so nothing is promised. */
  | 'refund-offline'
  /** It answers, and nobody can tell what may be given back. */
  | 'refund-unclear';

interface Refused {
  readonly ok: false;
  readonly why: RefundRefusal;
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

export interface RefundDeskPorts extends TalksPorts {
  readonly terminalId: string;
  readonly journal: Journal & RefundBook;
  readonly gateway: Gateway;
  readonly onChange: (refund: Refund) => void;
}

const refused = (why: RefundRefusal): Refused => ({ ok: false, why });

const whyUntold = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): RefundRefusal => {
  switch (answer.kind) {
    case 'unreachable':
    case 'no-answer':
    case 'server-fault':
      return 'refund-offline';
    case 'rejected':
    case 'not-found':
      return 'refund-not-offered';
    case 'malformed':
    case 'credentials-refused':
      return 'refund-unclear';
    default:
      return answer satisfies never;
  }
};

/** Where money is given back: asks what may be given, starts refunds, and carries every unfinished one to its end. */
export class RefundDesk {
  readonly #ports: RefundDeskPorts;
  readonly #runs = new Map<string, RefundRun>();

  constructor(ports: RefundDeskPorts) {
    this.#ports = ports;
  }

  /** Asks the gateway what may be given back of a payment, and writes down refunds of it that were made elsewhere. */
  async offer(paymentReference: string): Promise<Offered> {
    const { journal, gateway } = this.#ports;
    const payment = journal.payment(paymentReference);
    if (!payment) return refused('payment-not-found');
    if (payment.state !== 'paid') return refused('refund-not-paid');
    const told = await gateway.listRefunds(payment.gateway.id);
    // A gateway without a list of refunds has none; whether it has the payment, the types tell.
    if (told.kind !== 'ok' && told.kind !== 'not-found') return refused(whyUntold(told));
    this.learn(payment, told.kind === 'ok' ? told.value : []);
    const types = await gateway.refundTypes(payment.gateway.id);
    return this.#offerOf(payment, types);
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
    if (!Number.isSafeInteger(amount) || amount <= 0) return refused('refund-amount-malformed');
    // Asked anew: another refund may have been started while the gateway was asked.
    if (amount > this.#leftOf(payment)) return refused('refund-over-left');
    if (amount < payment.amount && !partial) return refused('refund-not-partial');
    const refund = this.#intend(payment, order);
    this.#changed(refund, false);
    return { ok: true, refund };
  }

  /** Takes note of what the gateway has of a payment's refunds: those made elsewhere, and how ours stand by now. */
  learn(payment: Payment, told: readonly GatewayRefund[]): void {
    for (const refund of adoptRefunds(this.#ports, payment, told)) this.#changed(refund, true);
    const known = this.#ports.journal.refundsOf(payment.reference);
    for (const news of told) {
      const refund = known.find((one) => isSameRefund(one, news));
      if (refund) this.#observe(refund, news);
    }
  }

  /** Takes up every unfinished refund of the journal that is not carried yet. */
  resume(): void {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    for (const refund of journal.unfinishedRefunds(clock.now() - week)) this.#carry(refund, true);
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

  #offerOf(payment: Payment, types: Answer<readonly RefundType[]>): Offered {
    if (types.kind !== 'ok') return refused(whyUntold(types));
    const offered = types.value.filter(({ needsDetails }) => !needsDetails);
    // Money of another currency than was charged is none of a till's to count out.
    const isOtherMoney = (takenInstead(payment)?.currency ?? payment.currency) !== payment.currency;
    if (offered.length === 0 || isOtherMoney) return refused('refund-not-offered');
    const left = this.#leftOf(payment);
    if (left === 0) return refused('refund-nothing-left');
    return {
      ok: true,
      offer: { payment, left, partial: offered.some(({ allowsPartial }) => allowsPartial) },
    };
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
    // One that was made elsewhere goes by a name of ours here; see `adoptRefunds`.
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
