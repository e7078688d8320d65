import { describe, expect, test } from 'vitest';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { connectionAfter, mayRecover, outcomeOf } from '#services/gateway/connection.ts';

const unreachable = (detail: string): Answer<never> => ({ kind: 'unreachable', detail });
const noAnswer = (detail: string): Answer<never> => ({ kind: 'no-answer', detail });
const fault = (status: number): Answer<never> => ({ kind: 'server-fault', status, retryAfterMs: null });
const OK: Answer<null> = { kind: 'ok', value: null };

describe('what a call shows about the gateway link', () => {
  test.each<[string, Answer<unknown>, string, string]>([
    ['an answer', OK, 'online', 'answered'],
    ['a refusal', { kind: 'rejected', reasons: [], payment: null }, 'online', 'answered'],
    ['no such payment', { kind: 'not-found' }, 'online', 'answered'],
    ['wrong credentials', { kind: 'credentials-refused' }, 'credentials-refused', 'answered'],
    ['host names are not found', unreachable('ENOTFOUND'), 'no-internet', 'never-left'],
    ['the network is down', unreachable('ENETDOWN'), 'no-internet', 'never-left'],
    ['no route to the internet', unreachable('EHOSTUNREACH'), 'no-internet', 'never-left'],
    ['the network goes down while waiting', noAnswer('ENETUNREACH'), 'no-internet', 'failed'],
    ['connection refused', unreachable('ECONNREFUSED'), 'gateway-down', 'failed'],
    [
      'another host’s certificate',
      unreachable('ERR_TLS_CERT_ALTNAME_INVALID'),
      'certificate-unknown',
      'failed',
    ],
    ['an unknown root', unreachable('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate-unknown', 'failed'],
    ['an unknown issuer', unreachable('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'certificate-unknown', 'failed'],
    ['a chain of authorities too long', unreachable('PATH_LENGTH_EXCEEDED'), 'certificate-unknown', 'failed'],
    [
      'a certificate refused for any other reason',
      unreachable('UNSPECIFIED'),
      'certificate-unknown',
      'failed',
    ],
    [
      'a certificate with odd dates',
      unreachable('ERROR_IN_CERT_NOT_AFTER_FIELD'),
      'certificate-date',
      'failed',
    ],
    ['a certificate of tomorrow', unreachable('CERT_NOT_YET_VALID'), 'certificate-date', 'failed'],
    ['a certificate of yesterday', unreachable('CERT_HAS_EXPIRED'), 'certificate-date', 'failed'],
    ['a proxy that wants a password', unreachable('PROXY_ASKS'), 'proxy-asks', 'failed'],
    ['a proxy that refuses', unreachable('PROXY_REFUSED'), 'proxy-refused', 'failed'],
    ['a proxy that is down', unreachable('PROXY_UNREACHABLE'), 'proxy-unreachable', 'failed'],
    ['an address that is no proxy’s', unreachable('PROXY_UNUSABLE'), 'proxy-unusable', 'failed'],
    ['the connection is cut', noAnswer('ECONNRESET'), 'gateway-down', 'failed'],
    ['a server error', fault(502), 'gateway-down', 'failed'],
    ['nonsense', { kind: 'malformed', detail: 'not json' }, 'gateway-down', 'failed'],
    ['connecting times out', unreachable('UND_ERR_CONNECT_TIMEOUT'), 'gateway-slow', 'failed'],
    ['no answer in time', noAnswer('timeout'), 'gateway-slow', 'failed'],
    ['too many requests', fault(429), 'gateway-slow', 'failed'],
  ])('%s', (_title, answer, connection, outcome) => {
    expect(connectionAfter(answer, 100, true)).toBe(connection);
    expect(outcomeOf(answer, connectionAfter(answer, 100, true))).toBe(outcome);
  });

  test.each([
    ['gateway-down', true],
    ['gateway-slow', true],
    ['no-internet', true],
    ['certificate-date', true],
    ['certificate-unknown', true],
    ['credentials-refused', true],
    ['online', false],
    ['idle', false],
  ] as const)('%s: the till looks by itself whether it is over: %s', (connection, looks) => {
    expect(mayRecover(connection)).toBe(looks);
  });

  test('an answer that takes more than three seconds is slow', () => {
    expect(connectionAfter(OK, 3_000, true)).toBe('online');
    expect(connectionAfter(OK, 3_001, true)).toBe('gateway-slow');
  });

  test('without a network on this computer the gateway is never blamed', () => {
    for (const answer of [unreachable('ECONNREFUSED'), noAnswer('ECONNRESET')])
      expect(connectionAfter(answer, 100, false)).toBe('no-internet');
  });
});
