import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ActingFor, Handlers } from '#handlers/handlers.ts';
import type { Permissions } from '#services/staff/permissions.ts';

export interface CallRunner {
  readonly handlers: Handlers;
  readonly session: { readonly permissions: Pick<Permissions, 'admit'> };
}

/** Runs a call if whoever is at the till may make it. Throws what the handler throws, and DiskFailed where a refusal cannot be journaled. */
export const runCall = async <N extends CallName>(
  { handlers, session }: CallRunner,
  name: N,
  input: CallInput<N>,
): Promise<Reply<CallOutput<N>>> => {
  const { needs } = calls[name];
  if (needs === 'anyone') return handlers[name](input, null as ActingFor<N>);
  const admission = session.permissions.admit(needs, name);
  if (!admission.admitted) return refuse(admission.why, { permission: needs });
  return handlers[name](input, admission.acting as ActingFor<N>);
};
