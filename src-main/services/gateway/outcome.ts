import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import type { Doubt, Failure } from '#domain/story/outcome.ts';
import type { Answer } from './gateway-port.ts';

/** What an answer means for a request that must not be sent twice. */
export type Outcome<T> =
  | { readonly kind: 'created'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly failure: Exclude<Failure, 'declined'>;
      readonly reasons: readonly Reason[];
      readonly payment: GatewayPayment | null;
    }
  | { readonly kind: 'doubted'; readonly doubt: Doubt; readonly reasons: readonly Reason[] };

/** The gateway already knows the reference (vendor's return codes). */
const DUPLICATE = 20;

/** `again` is true for every sending but the first: then even "not sent" proves nothing about those before. */
export const outcomeOf = <T>(answer: Answer<T>, again: boolean): Outcome<T> => {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'created', value: answer.value };
    case 'rejected': {
      const { reasons, payment } = answer;
      return again && reasons.some(({ code }) => code === DUPLICATE)
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
