/** What one call shows about the gateway link. */
import type { Outcome } from '#domain/gateway/breaker.ts';
import type { Connection, LinkFault } from '#domain/gateway/connection.ts';
import { PACE } from '#domain/pace.ts';
import type { Answer } from './gateway-port.ts';

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

/** OpenSSL's and Node's codes for a certificate that is another host's, or that no trusted authority issued. */
const UNKNOWN_CERTIFICATE = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  // Node's name for every other reason, such as a key too short for today.
  'UNSPECIFIED',
]);

const FAULT_OF_CODE: ReadonlyMap<string, LinkFault> = new Map<string, LinkFault>([
  ['CERT_NOT_YET_VALID', 'certificate-date'],
  ['CERT_HAS_EXPIRED', 'certificate-date'],
  ['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'certificate-date'],
  ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'certificate-date'],
  ['PROXY_ASKS', 'proxy-asks'],
  ['PROXY_REFUSED', 'proxy-refused'],
  ['PROXY_UNREACHABLE', 'proxy-unreachable'],
  ['PROXY_UNUSABLE', 'proxy-unusable'],
]);

/** The fault of the certificate or the proxy that an error code stands for; undefined for any other code. */
export const linkFault = (detail: string): LinkFault | undefined =>
  UNKNOWN_CERTIFICATE.has(detail) ? 'certificate-unknown' : FAULT_OF_CODE.get(detail);

const afterSilence = (detail: string): Connection => {
  if (NO_INTERNET.has(detail)) return 'no-internet';
  if (TOO_SLOW.has(detail)) return 'gateway-slow';
  return linkFault(detail) ?? 'gateway-down';
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

/**
 * Whether it may recover without anybody at the till. Even refused credentials may: somebody can correct them at the
 * gateway.
 */
export const mayRecover = (connection: Connection): boolean => {
  switch (connection) {
    case 'no-internet':
    case 'gateway-down':
    case 'gateway-slow':
    case 'certificate-date':
    case 'certificate-unknown':
    case 'credentials-refused':
    case 'proxy-asks':
    case 'proxy-refused':
    case 'proxy-unreachable':
    case 'proxy-unusable':
      return true;
    case 'idle':
    case 'online':
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
