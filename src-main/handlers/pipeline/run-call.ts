import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ActingFor, Handlers } from '#handlers/handlers.ts';
import type { Need, PermissionRefusal } from '#domain/staff/staff.ts';
import type { Action } from '#services/staff/action.ts';
import type { Permissions } from '#services/staff/permissions.ts';

export interface CallRunner {
  readonly handlers: Handlers;
  readonly session: { readonly permissions: Pick<Permissions, 'check' | 'actionOf'> };
}

/** Names what can be approved, so that the approver sees what main will do, not what the window claims. */
export const refusalOf = (permission: Need, why: PermissionRefusal, action: Action) => {
  if (why !== 'approval-needed') return refuse(why, { permission });
  const { exact: request, payment, amount } = action;
  return refuse(why, { permission, request, payment, ...(amount !== null && { amount }) });
};

/** Runs a call that anyone may make, so nobody acts in it. */
export const runForAnyone = async <N extends CallName>(
  handler: Handlers[N],
  input: CallInput<N>,
): Promise<Reply<CallOutput<N>>> => handler(input, null as ActingFor<N>);

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
  if (needs === 'anyone') return runForAnyone(handlers[name], input);
  const action = session.permissions.actionOf(name, input);
  const check = session.permissions.check(needs, action);
  if (!check.allowed) return refusalOf(needs, check.why, action);
  return handlers[name](input, check.acting as ActingFor<N>);
};
