/** How much of a payment can be refunded, by the gateway's refund types. */
import type { Hundredths } from '#domain/money.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { amountMismatch } from '#domain/payment/payment.ts';
import type { Answer, Gateway, RefundType } from '#services/gateway/gateway-port.ts';
import type { Clock } from '#services/ports.ts';
import type { Refused } from './refund-refusal.ts';
import { refused } from './refund-refusal.ts';

export interface Refundable {
  readonly payment: Payment;
  readonly left: Hundredths;
  /** Whether a part of it can be refunded. */
  readonly partial: boolean;
}

export type RefundableAnswer = { readonly ok: true; readonly refundable: Refundable } | Refused;

export const refundableOf = (
  payment: Payment,
  left: Hundredths,
  types: readonly RefundType[],
): RefundableAnswer => {
  const possible = types.filter(({ needsDetails }) => !needsDetails);
  const taken = amountMismatch(payment);
  if (taken && taken.currency !== payment.currency) return refused({ why: 'refund-other-currency', taken });
  if (possible.length === 0) return refused({ why: 'refund-not-offered' });
  const partial = possible.some(({ allowsPartial }) => allowsPartial);
  return { ok: true, refundable: { payment, left, partial } };
};

type TypesAnswer = Answer<readonly RefundType[]>;

/** Asks for a payment's refund types, and caches the last answer for a short while. */
export class RefundTypes {
  readonly #ports: { readonly gateway: Gateway; readonly clock: Clock };
  #last: { readonly paymentId: string; readonly at: number; readonly answer: TypesAnswer } | null = null;

  constructor(ports: { readonly gateway: Gateway; readonly clock: Clock }) {
    this.#ports = ports;
  }

  async of(paymentId: string): Promise<TypesAnswer> {
    const { gateway, clock } = this.#ports;
    const last = this.#last;
    if (last?.paymentId === paymentId && clock.steady() - last.at < PACE.refundTypesKept) return last.answer;
    const answer = await gateway.refundTypes(paymentId);
    this.#last = answer.kind === 'ok' ? { paymentId, at: clock.steady(), answer } : null;
    return answer;
  }

  forget(): void {
    this.#last = null;
  }
}
