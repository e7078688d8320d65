/** The problem that windows show, and a refused charge returns, when no charge can begin. */
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { CustomerView, ReadinessView } from '#contract/views.ts';
import type { UnreadyCause } from '#domain/payment/unready-causes.ts';
import type { Readiness, Unready } from '#services/payment/readiness.ts';
import { remedyFor } from '#services/payment/readiness.ts';
import { unresolvedProblem } from './payment-view.ts';

export const unreadyProblem = (unready: Unready): Problem => {
  if ('earlier' in unready) return unresolvedProblem(unready.earlier);
  return problem(unready.cause, 'currency' in unready ? { currency: unready.currency } : {});
};

export const readinessView = (readiness: Readiness): ReadinessView =>
  readiness.ready
    ? { ready: true }
    : { ready: false, problem: unreadyProblem(readiness), remedy: remedyFor(readiness.cause) };

/**
 * What the customer sees for each cause. `closed`: nobody takes payments here now. `wait`: payments will continue in a
 * moment.
 */
const RESTS = {
  'sign-in-needed': 'closed',
  'role-cannot-charge': 'closed',
  'not-set-up': 'closed',
  'office-replaced': 'closed',
  'currency-malformed': 'closed',
  'currency-unknown': 'closed',
  'currency-unusual': 'closed',
  'shift-needed': 'closed',
  'settings-changing': 'wait',
  'disk-full': 'wait',
  'disk-read-only': 'wait',
  'disk-failing': 'wait',
  'journal-importing': 'wait',
  'payment-unresolved': 'wait',
  'no-internet': 'wait',
  'gateway-down': 'wait',
  'credentials-refused': 'wait',
  'certificate-date': 'wait',
  'certificate-unknown': 'wait',
  'proxy-asks': 'wait',
  'proxy-refused': 'wait',
  'proxy-unreachable': 'wait',
  'proxy-unusable': 'wait',
} as const satisfies Record<UnreadyCause, CustomerView['rest']>;

/** What the customer sees while there is no payment. */
export const customerRest = (readiness: Readiness): CustomerView['rest'] =>
  readiness.ready ? 'welcome' : RESTS[readiness.cause];
