import type { Reason } from '#domain/gateway/gateway-payment.ts';
import type { Money } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { refundableUntil } from '#domain/refund/refund.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';

/** Why a payment is not refunded, with the values for its words. */
export type RefundRefusal =
  | {
      readonly why:
        | 'payment-not-found'
        | 'refund-not-paid'
        | 'refund-nothing-left'
        | 'refund-amount-malformed'
        | 'refund-note-invalid'
        | 'refund-over-left'
        /** More of it is refunded, or being refunded, than the till knew of. */
        | 'refund-changed'
        | 'refund-not-partial'
        | 'refund-not-offered'
        | 'refund-credentials-refused'
        /** Its payment was settled by hand, and the gateway has not reported it as paid. */
        | 'refund-settled-by-hand'
        /** The gateway answers with an error of its own. */
        | 'refund-gateway-fault'
        /** It answers without saying what is refundable. */
        | 'refund-unclear'
        /** The gateway cannot be reached. */
        | 'refund-offline'
        /** Perhaps the SiteID, without which a refund cannot be looked up. */
        | 'settings-changing';
    }
  /** The gateway does not have the payment under this till's SiteID; it was taken under `siteId`. */
  | { readonly why: 'refund-elsewhere'; readonly siteId: string }
  /** `until`: when it could last have been refunded; epoch ms. */
  | { readonly why: 'refund-too-old'; readonly until: number }
  /** It was taken in another currency than was charged, which this till cannot refund. */
  | { readonly why: 'refund-other-currency'; readonly taken: Money }
  | { readonly why: 'refund-rejected'; readonly reasons: readonly Reason[] };

export type Refused = { readonly ok: false } & RefundRefusal;

export const refused = (refusal: RefundRefusal): Refused => ({ ok: false, ...refusal });

/** What rules out a refund before the gateway is asked; `now` is epoch ms. */
export const refusalBefore = (payment: Payment, siteId: string, now: number): Refused | undefined => {
  if (payment.siteId !== siteId) return refused({ why: 'refund-elsewhere', siteId: payment.siteId });
  const until = refundableUntil(payment);
  return now > until ? refused({ why: 'refund-too-old', until }) : undefined;
};

export type Unanswered = Exclude<Answer<never>, { kind: 'ok' }>;

/** Why nothing can be refunded if the gateway did not report the payment's refunds or refund types. */
export const unanswered = (answer: Unanswered, { siteId }: Payment): Refused => {
  switch (answer.kind) {
    case 'not-found':
      return refused({ why: 'refund-elsewhere', siteId });
    case 'credentials-refused':
      return refused({ why: 'refund-credentials-refused' });
    case 'rejected':
      return refused({ why: 'refund-rejected', reasons: answer.reasons });
    case 'server-fault':
      return refused({ why: 'refund-gateway-fault' });
    case 'malformed':
      return refused({ why: 'refund-unclear' });
    case 'unreachable':
    case 'no-answer':
      return refused({ why: 'refund-offline' });
    default:
      return answer satisfies never;
  }
};
