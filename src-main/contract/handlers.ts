import type { CallInput, CallName, CallOutput } from './calls.ts';
import type { Reply } from './problem.ts';

/** One function per call; a forgotten one does not compile. */
export type Handlers = {
  readonly [N in CallName]: (input: CallInput<N>) => Reply<CallOutput<N>> | Promise<Reply<CallOutput<N>>>;
};
