export interface InBackground<T> {
  /** Undefined when it was stopped before its end. */
  readonly result: Promise<T | undefined>;
  stop(): void;
}

/** Lets everything else have its turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs slices one by one, letting everything else have its turn in between. */
export const inBackground = <T>(slices: Generator<unknown, T>): InBackground<T> => {
  let stopped = false;
  const run = async (): Promise<T | undefined> => {
    for (;;) {
      await breathe();
      if (stopped) return undefined;
      const slice = slices.next();
      if (slice.done === true) return slice.value;
    }
  };
  return { result: run(), stop: () => void (stopped = true) };
};
