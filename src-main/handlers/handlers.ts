/** The handlers that answer the calls. */
import type { CallInput, CallName, CallOutput, Calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import type { Acting } from '#services/staff/session-types.ts';

/** Who acts and who approves it; null for the calls that anyone may make. */
export type ActingFor<N extends CallName> = Calls[N]['needs'] extends 'anyone' ? null : Acting;

/**
 * One function per call. It gets a parsed input and runs only after the permission was granted. A missing one does not
 * compile.
 */
export type Handlers = {
  readonly [N in CallName]: (
    input: CallInput<N>,
    acting: ActingFor<N>,
  ) => Reply<CallOutput<N>> | Promise<Reply<CallOutput<N>>>;
};

/** The reply of a call that has nothing to return. */
export const done: Reply<Record<string, never>> = { ok: true, value: {} };
