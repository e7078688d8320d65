import type { Answer } from '#services/gateway/gateway-port.ts';

/** The gateway could not be asked, or there was no time left, so the day has no result. */
export class NotReconciled extends Error {
  override readonly name = 'NotReconciled';
}

/** The answer's value; undefined if the gateway has none. Throws NotReconciled if it could not say. */
export const valueOf = <T>(answer: Answer<T>): T | undefined => {
  switch (answer.kind) {
    case 'ok':
      return answer.value;
    case 'not-found':
    case 'rejected':
      return undefined;
    case 'credentials-refused':
    case 'unreachable':
    case 'no-answer':
    case 'server-fault':
    case 'malformed':
      throw new NotReconciled(answer.kind);
    default:
      return answer satisfies never;
  }
};
