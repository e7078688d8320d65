import type { Bridge, EventName, EventPayload, Reply } from '#contract';

/**
 * Mirrors a view of main: `receive` gets what `read` replies, and from then on every push. A push is complete, so a
 * reply that arrives after one is older and is ignored. The result stops it.
 */
export const mirror = <N extends EventName>(
  bridge: Bridge,
  pushed: N,
  read: () => Promise<Reply<EventPayload<N>>>,
  receive: (view: EventPayload<N>) => void,
): (() => void) => {
  let isPushed = false;
  const stop = bridge.on(pushed, (view) => {
    isPushed = true;
    receive(view);
  });
  void read().then((reply) => {
    if (reply.ok && !isPushed) receive(reply.value);
  });
  return stop;
};
