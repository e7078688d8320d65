/**
 * A till as the office sees it, small enough that ten thousand fit in a process. It makes its rows with the
 * domain's own code as it pushes them, keeps only what is not confirmed, and adds up its money as a till
 * does.
 */
import { createHash } from 'node:crypto';
import type { Head } from '#domain/journal/chained-row.ts';
import { hashedText, NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Push, PushAnswer, PushedRow } from '#domain/office/push.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { writeEvent } from '#domain/stored/event-rows.ts';
import type { Taken } from '#domain/takings/takings.ts';
import { takenByPayment, takenByRefund } from '#domain/takings/takings.ts';
import { intended, reportedPayment } from '../../../sqlite/kit/sales.ts';
import { tillState } from '../../../support/office/tills.ts';
import type { Chance } from './chance.ts';
import type { TillBook } from '../compare-books.ts';

const [OPEN, PAID, CANCELLED] = [1, 2, 3];
const [REQUESTED, REFUNDED] = [1, 2];

const LIN = { id: 'p1', name: 'Lin', role: 'cashier' } as const;

export class SimulatedTill {
  readonly sums: Record<keyof TillBook['sums'], number> = {
    paid: 0,
    paidCount: 0,
    refunded: 0,
    refundedCount: 0,
  };
  payments = 0;
  head: Head;
  readonly #name: string;
  readonly #chance: Chance;
  #confirmed: Head;
  #unsent: { readonly row: PushedRow; readonly hash: string }[] = [];

  /** `after`: where its journal ends already. */
  constructor(name: string, chance: Chance, after = NO_ROWS) {
    this.#name = name;
    this.#chance = chance;
    [this.head, this.#confirmed] = [after, after];
  }

  /** Rows, and the hash of each. */
  get unsent(): readonly { readonly row: PushedRow; readonly hash: string }[] {
    return this.#unsent;
  }

  get book(): Omit<TillBook, 'station'> {
    const { head, payments, sums } = this;
    return { head, rows: head.sequence, payments, sums };
  }

  get waiting(): number {
    return this.#unsent.length;
  }

  /** A charge and what becomes of it: most are paid, some cancelled, some paid late, some refunded. */
  sell(at: number): void {
    this.payments += 1;
    const reference = `${this.#name}-${this.payments}`;
    const amount = 100 + Math.floor(this.#chance() * 20_000);
    const gatewayId = `${this.#name}${this.payments}`;
    const reported = (statusId: number) => reportedPayment(reference, statusId, { amount, id: gatewayId });
    const fate = this.#chance();
    const isCancelled = fate < 0.1;
    const events: PaymentEvent[] = [
      intended(reference, { amount, cashier: LIN }),
      { type: 'created', payment: reported(OPEN) },
      ...(isCancelled ? [{ type: 'observed', payment: reported(CANCELLED) } as const] : []),
      ...(isCancelled && fate > 0.01 ? [] : [{ type: 'observed', payment: reported(PAID) } as const]),
    ];
    let payment: Payment | undefined;
    for (const [second, event] of events.entries()) {
      const time = at + second * 1_000;
      const now = PAYMENT_STORY.advance(payment, event, time);
      if (!now) throw new Error(`'${event.type}' does not apply`);
      this.#write(
        reference,
        event,
        time,
        takenByPayment(payment, now, () => null),
      );
      payment = now;
    }
    if (fate > 0.98) this.#refund(reference, gatewayId, amount, at + 60_000);
  }

  /** The next push, with at most `most` rows; without rows it only reports the till's state. */
  push(most = MAX_PUSH_ROWS): Push {
    const sent = this.#unsent.slice(0, most);
    const last = sent.at(-1);
    const after = this.#confirmed;
    return {
      after,
      rows: sent.map(({ row }) => [...row]),
      upTo: last ? { sequence: after.sequence + sent.length, hash: last.hash } : after,
      end: this.head,
      state: tillState(),
    };
  }

  /** Throws if the office has lost rows that it had confirmed, or sees another journal. */
  told({ answer, cursor }: PushAnswer): void {
    if (answer !== 'taken' && answer !== 'behind') throw new Error(`The office says '${answer}'`);
    const confirmed = cursor.sequence - this.#confirmed.sequence;
    if (confirmed < 0) throw new Error('The office has lost rows that it had confirmed');
    this.#unsent.splice(0, confirmed);
    this.#confirmed = cursor;
  }

  #refund(paymentReference: string, paymentId: string, amount: number, at: number): void {
    const reference = `${paymentReference}-R`;
    const refund = (statusId: number) => ({
      ...{ id: `7${paymentId}`, reference, paymentId, amount, currency: 'CNY', statusId },
      reasons: [],
      createdAt: at,
    });
    const intent = { reference, paymentReference, paymentId, amount, currency: 'CNY', note: '' };
    const events: RefundEvent[] = [
      {
        type: 'refund-intended',
        intent: { ...intent, requestId: reference, reason: 'goods-returned', askedBy: LIN, approvedBy: LIN },
      },
      { type: 'refund-created', refund: refund(REQUESTED) },
      { type: 'refund-observed', refund: refund(REFUNDED) },
    ];
    let state: Refund | undefined;
    for (const event of events) {
      const now = REFUND_STORY.advance(state, event, at);
      if (!now) throw new Error(`'${event.type}' does not apply`);
      this.#write(reference, event, at, takenByRefund(state, now));
      state = now;
    }
  }

  #write(reference: string, event: PaymentEvent | RefundEvent, at: number, { money }: Taken): void {
    const payload = writeEvent(event);
    const sequence = this.head.sequence + 1;
    const row = { sequence, at, reference, type: event.type, payload, previousHash: this.head.hash };
    const hash = createHash('sha256').update(hashedText(row)).digest('hex');
    this.head = { sequence, hash };
    this.#unsent.push({ row: [at, reference, event.type, payload], hash });
    for (const moved of money) {
      this.sums.paid += moved.paid;
      this.sums.paidCount += moved.paidCount;
      this.sums.refunded += moved.refunded;
      this.sums.refundedCount += moved.refundedCount;
    }
  }
}
