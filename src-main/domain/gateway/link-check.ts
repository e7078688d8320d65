/** The steps of the connection test and their verdicts. Free of zod, since windows import it. */
import { LINK_FAULTS } from './connection.ts';

/** Each step depends on those before it. */
export const LINK_STEPS = ['dns', 'tls', 'clock', 'credentials', 'methods'] as const;
export type LinkStep = (typeof LINK_STEPS)[number];

export const LINK_VERDICTS = ['pass', 'fail', 'not-tried'] as const;
export type LinkVerdict = (typeof LINK_VERDICTS)[number];

/** Why a step has its verdict; each has words that say what to do. */
export const LINK_REASONS = [
  'host-found',
  /** The proxy looks the host up. */
  'host-by-proxy',
  'host-not-found',
  'host-unknown',
  'secure',
  'secure-by-proxy',
  'unreachable',
  ...LINK_FAULTS,
  'clock-right',
  'clock-behind',
  'clock-ahead',
  /** The gateway's answer had no date. */
  'clock-unknown',
  'credentials-accepted',
  'credentials-refused',
  'no-answer',
  'gateway-trouble',
  'currency-offered',
  'currency-not-offered',
  'alipay-not-offered',
  /** A step before this one failed. */
  'waits',
] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** Named values for the words of a reason. */
export type LinkFacts = Readonly<Record<string, string | number>>;

export interface LinkCheck {
  readonly step: LinkStep;
  readonly verdict: LinkVerdict;
  readonly reason: LinkReason;
  readonly facts: LinkFacts;
}

/** Whether every step was tried and passed. */
export const isLinkSound = (checks: readonly LinkCheck[]): boolean =>
  LINK_STEPS.every((step) => checks.some((check) => check.step === step && check.verdict === 'pass'));
