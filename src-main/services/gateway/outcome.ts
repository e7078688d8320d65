import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { Doubt, Refusal } from '#domain/story/outcome.ts';
import type { Answer } from './gateway-port.ts';

/** How a gateway that is there may answer without the payment or refund that it was asked for by ID. */
export const WITHOUT_STORY: ReadonlySet<Answer<unknown>['kind']> = new Set([
  'ok',
  'not-found',
  'rejected',
  'malformed',
]);

/** What an answer means for a request that must not be sent twice. */
export type Outcome<T> =
  | { readonly kind: 'created'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly failure: Refusal;
      readonly reasons: readonly Reason[];
      readonly payment: GatewayPayment | null;
    }
  | { readonly kind: 'doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] };

/**
 * `again` is true for every sending but the first; then even "not sent" proves nothing about the earlier ones. A
 * duplicate proves that the gateway has the request, even on the first sending, since something on the way may have
 * repeated it.
 */
export const outcomeOf = <T extends { readonly reasons: readonly Reason[] }>(
  answer: Answer<T>,
  again: boolean,
): Outcome<T> => {
  switch (answer.kind) {
    case 'ok':
      return isDuplicate(answer.value)
        ? { kind: 'doubted', doubt: 'duplicate', reasons: answer.value.reasons }
        : { kind: 'created', value: answer.value };
    case 'rejected': {
      const { reasons, payment } = answer;
      return isDuplicate(answer)
        ? { kind: 'doubted', doubt: 'duplicate', reasons }
        : { kind: 'refused', failure: 'rejected', reasons, payment };
    }
    case 'credentials-refused':
      return { kind: 'refused', failure: 'credentials-refused', reasons: [], payment: null };
    case 'unreachable':
      return again
        ? { kind: 'doubted', doubt: 'no-answer', reasons: [] }
        : { kind: 'refused', failure: 'not-sent', reasons: [], payment: null };
    case 'no-answer':
    case 'server-fault':
    case 'malformed':
      return { kind: 'doubted', doubt: answer.kind, reasons: [] };
    case 'not-found':
      return { kind: 'doubted', doubt: 'malformed', reasons: [] };
    default:
      return answer satisfies never;
  }
};
