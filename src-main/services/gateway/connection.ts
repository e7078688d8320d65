/** What one call shows about the gateway link. */
import type { Outcome } from '#domain/gateway/breaker.ts';
import { PACE } from '#domain/pace.ts';
import type { Answer } from './gateway-port.ts';

/** The state of the gateway link; `idle` before the first call. */
export type Connection =
  'idle' | 'online' | 'no-internet' | 'gateway-down' | 'gateway-slow' | 'credentials-refused';

/** The system's codes for no network, no route, and no name server. */
const NO_INTERNET = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENETDOWN',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'ENONET',
]);

const TOO_SLOW = new Set(['timeout', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

const afterSilence = (detail: string): Connection => {
  if (NO_INTERNET.has(detail)) return 'no-internet';
  return TOO_SLOW.has(detail) ? 'gateway-slow' : 'gateway-down';
};

/** The connection after an answer that took `tookMs`; `isOnline`: whether the system reports a network. */
export const connectionAfter = (answer: Answer<unknown>, tookMs: number, isOnline: boolean): Connection => {
  switch (answer.kind) {
    case 'ok':
    case 'rejected':
    case 'not-found':
      return tookMs > PACE.slowAnswer ? 'gateway-slow' : 'online';
    case 'credentials-refused':
      return 'credentials-refused';
    case 'unreachable':
    case 'no-answer':
      return isOnline ? afterSilence(answer.detail) : 'no-internet';
    case 'server-fault':
      return answer.status < 500 ? 'gateway-slow' : 'gateway-down';
    case 'malformed':
      return 'gateway-down';
    default:
      return answer satisfies never;
  }
};

/** Whether it may recover by itself. */
export const mayRecover = (connection: Connection): boolean => {
  switch (connection) {
    case 'no-internet':
    case 'gateway-down':
    case 'gateway-slow':
      return true;
    case 'idle':
    case 'online':
    case 'credentials-refused':
      return false;
    default:
      return connection satisfies never;
  }
};

/** How the breaker counts the answer; `connection` is the one after it. */
export const outcomeOf = (answer: Answer<unknown>, connection: Connection): Outcome => {
  switch (answer.kind) {
    case 'ok':
    case 'rejected':
    case 'not-found':
    case 'credentials-refused':
      return 'answered';
    case 'unreachable':
      return connection === 'no-internet' ? 'never-left' : 'failed';
    case 'no-answer':
    case 'server-fault':
    case 'malformed':
      return 'failed';
    default:
      return answer satisfies never;
  }
};
