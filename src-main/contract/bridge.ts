import type { CallInput, CallName, CallOutput } from './calls.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Reply } from './problem.ts';

/** All that a window can reach of main. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Calls back with every push; the result stops it. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
