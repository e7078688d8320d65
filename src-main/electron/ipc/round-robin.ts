/**
 * Starts the work of several callers in rotation, one piece in each turn of the event loop, so that no caller waits for
 * everything another has asked for. If nothing waits, work starts at once.
 * @param later calls back in the next turn
 */
export const roundRobin = (
  later: (act: () => void) => void,
): ((caller: string, start: () => void) => void) => {
  const waiting = new Map<string, (() => void)[]>();
  let isTaken = false;
  const next = (): void => {
    const [first] = waiting;
    if (!first) {
      isTaken = false;
      return;
    }
    later(next);
    const [caller, starts] = first;
    const [start, ...others] = starts;
    // Moves the caller to the end of the queue.
    waiting.delete(caller);
    if (others.length > 0) waiting.set(caller, others);
    start?.();
  };
  return (caller, start) => {
    if (isTaken) {
      waiting.set(caller, [...(waiting.get(caller) ?? []), start]);
      return;
    }
    isTaken = true;
    later(next);
    start();
  };
};
