/** Stands before every handler: nothing is done for anybody who may not have it done. */
import type { CallInput, CallName, CallOutput, Calls } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Handlers } from '#contract/handlers.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Acting, Session } from '#services/staff/session.ts';

/** Who acts and who allows it, for every call that needs somebody. */
type ActingFor<N extends CallName> = Calls[N]['needs'] extends 'anyone' ? null : Acting;

/** One function per call, told who acts; a forgotten one does not compile. */
export type GuardedHandlers = {
  readonly [N in CallName]: (
    input: CallInput<N>,
    acting: ActingFor<N>,
  ) => Reply<CallOutput<N>> | Promise<Reply<CallOutput<N>>>;
};

type AnyHandler = (input: unknown, acting: Acting | null) => Reply<unknown> | Promise<Reply<unknown>>;

/**
 * Handlers that first ask the session what the contract says the call needs. A disk that takes nothing is no surprise:
 * what was asked for has not happened, and the words say so.
 */
export const guarded = (handlers: GuardedHandlers, session: Session): Handlers => {
  const admitted = (name: CallName, input: unknown): ReturnType<AnyHandler> => {
    const handle = handlers[name] as AnyHandler;
    const { needs } = calls[name];
    if (needs === 'anyone') return handle(input, null);
    const admission = session.admit(needs, name);
    return admission.admitted
      ? handle(input, admission.acting)
      : refuse(admission.why, { permission: needs });
  };
  const behindGuard = (name: CallName) => async (input: unknown) => {
    try {
      return await admitted(name, input);
    } catch (error) {
      if (error instanceof DiskFailed) return refuse(`disk-${error.trouble}`);
      throw error;
    }
  };
  const names = Object.keys(calls) as CallName[];
  return Object.fromEntries(names.map((name) => [name, behindGuard(name)])) as unknown as Handlers;
};
