import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ActingFor, Handlers } from '#handlers/handlers.ts';
import type { AdmissionRefusal, Need } from '#domain/staff/staff.ts';
import type { Deed } from '#services/staff/deed.ts';
import type { Permissions } from '#services/staff/permissions.ts';

export interface CallRunner {
  readonly handlers: Handlers;
  readonly session: { readonly permissions: Pick<Permissions, 'admit' | 'deedOf'> };
}

/** Names what can be approved, so that the approver sees what main will do, not what the window claims. */
export const refusalOf = (permission: Need, why: AdmissionRefusal, deed: Deed) => {
  if (why !== 'approval-needed') return refuse(why, { permission });
  const { exact: request, payment, amount } = deed;
  return refuse(why, { permission, request, payment, ...(amount !== null && { amount }) });
};

/**
 * Runs a call if the person at the till may make it. Throws what the handler throws, and DiskFailed if a refusal cannot
 * be journaled.
 */
export const runCall = async <N extends CallName>(
  { handlers, session }: CallRunner,
  name: N,
  input: CallInput<N>,
): Promise<Reply<CallOutput<N>>> => {
  const { needs } = calls[name];
  if (needs === 'anyone') return handlers[name](input, null as ActingFor<N>);
  const deed = session.permissions.deedOf(name, input);
  const admission = session.permissions.admit(needs, deed);
  if (!admission.admitted) return refusalOf(needs, admission.why, deed);
  return handlers[name](input, admission.acting as ActingFor<N>);
};
