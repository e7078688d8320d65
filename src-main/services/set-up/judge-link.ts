/** Judges each step of the connection test from a connection and one call with the credentials. */
import type { LinkCheck, LinkFacts, LinkReason, LinkStep, LinkVerdict } from '#domain/gateway/link-check.ts';
import { LINK_STEPS } from '#domain/gateway/link-check.ts';
import { PACE } from '#domain/pace.ts';
import { linkFault } from '#services/gateway/connection.ts';
import type { Answer, GatewayMethod, Reach } from '#services/gateway/gateway-port.ts';

const check =
  (verdict: LinkVerdict) =>
  (step: LinkStep, reason: LinkReason, facts: LinkFacts = {}): LinkCheck => ({
    step,
    verdict,
    reason,
    facts,
  });

const passed = check('pass');
const failed = check('fail');
const notTried = check('not-tried');

const judgeHost = ({ host, byProxy, found, secure }: Reach): LinkCheck => {
  if (found === true) return passed('dns', 'host-found', { host });
  if (found === false) return failed('dns', 'host-not-found', { host });
  return byProxy && secure
    ? passed('dns', 'host-by-proxy', { host })
    : notTried('dns', 'host-unknown', { host });
};

const judgeSecurity = ({ host, byProxy, found, secure, detail }: Reach): LinkCheck => {
  if (found === false) return notTried('tls', 'waits');
  if (!secure) return failed('tls', linkFault(detail) ?? 'unreachable', { host });
  return passed('tls', byProxy ? 'secure-by-proxy' : 'secure', { ...secure });
};

const judgeClock = (skewMs: number | null): LinkCheck => {
  if (skewMs === null) return notTried('clock', 'clock-unknown');
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) <= PACE.clockSkew.warnOver) return passed('clock', 'clock-right', { seconds });
  return failed('clock', skewMs > 0 ? 'clock-behind' : 'clock-ahead', { seconds });
};

/** The verdicts on the credentials and on method 24 with its currencies. */
const judgeAnswer = (answer: Answer<GatewayMethod>, currency: string): readonly LinkCheck[] => {
  const accepted = passed('credentials', 'credentials-accepted');
  switch (answer.kind) {
    case 'ok': {
      const { currencies } = answer.value;
      const facts = { currency, currencies: currencies.join(', ') };
      const isOffered = currencies.length === 0 || currencies.includes(currency);
      return [
        accepted,
        isOffered
          ? passed('methods', 'currency-offered', facts)
          : failed('methods', 'currency-not-offered', facts),
      ];
    }
    case 'rejected':
    case 'not-found':
      return [accepted, failed('methods', 'alipay-not-offered')];
    case 'credentials-refused':
      return [failed('credentials', 'credentials-refused'), notTried('methods', 'waits')];
    case 'unreachable':
      return [failed('credentials', linkFault(answer.detail) ?? 'unreachable'), notTried('methods', 'waits')];
    case 'no-answer':
      return [failed('credentials', 'no-answer'), notTried('methods', 'waits')];
    case 'server-fault':
    case 'malformed':
      return [failed('credentials', 'gateway-trouble'), notTried('methods', 'waits')];
    default:
      return answer satisfies never;
  }
};

/** The outcome of the one call. */
export interface Called {
  readonly answer: Answer<GatewayMethod>;
  readonly skewMs: number | null;
}

/** A verdict for every step, in order. `called` is undefined if no connection was made, so that nothing was called. */
export const judgeLink = (
  reach: Reach,
  called: Called | undefined,
  currency: string,
): readonly LinkCheck[] => {
  const before = [judgeHost(reach), judgeSecurity(reach)];
  if (called) return [...before, judgeClock(called.skewMs), ...judgeAnswer(called.answer, currency)];
  return LINK_STEPS.map((step) => before.find((one) => one.step === step) ?? notTried(step, 'waits'));
};
