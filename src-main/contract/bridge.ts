import type { CallInput, CallName, CallOutput } from './calls.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Reply } from './problem.ts';

/** Everything in main that a window can reach. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Calls the listener with every push; the returned function unsubscribes it. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
