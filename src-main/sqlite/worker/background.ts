export interface InBackground<T> {
  /** Undefined if it was stopped before its end. */
  readonly result: Promise<T | undefined>;
  stop(): void;
}

/** Yields to the event loop. */
export const yieldNow = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs slices one by one, yielding to everything else in between, until it or `signal` says to stop. */
export const inBackground = <T>(slices: Generator<unknown, T>, signal?: AbortSignal): InBackground<T> => {
  let stopped = false;
  const run = async (): Promise<T | undefined> => {
    for (;;) {
      await yieldNow();
      if (stopped || signal?.aborted) return undefined;
      const slice = slices.next();
      if (slice.done === true) return slice.value;
    }
  };
  return { result: run(), stop: () => void (stopped = true) };
};
