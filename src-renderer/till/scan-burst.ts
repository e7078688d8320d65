/** A run of characters that follow each other faster than fingers do. */
export interface Burst {
  readonly length: number;
  /** Milliseconds, of the last character. */
  readonly lastAt: number;
}

const FASTEST_FINGERS_MS = 35;
const SHORTEST_CODE = 8;

export const NO_BURST: Burst = { length: 0, lastAt: -Infinity };

const follows = (burst: Burst, at: number): boolean => at - burst.lastAt < FASTEST_FINGERS_MS;

/** The run after one more character at `at` ms: longer, or a new one of length 1. */
export const burstAfter = (burst: Burst, at: number): Burst => ({
  length: follows(burst, at) ? burst.length + 1 : 1,
  lastAt: at,
});

/** Whether Enter at `at` ms ends what only a barcode scanner can have typed. */
export const isScan = (burst: Burst, at: number): boolean =>
  burst.length >= SHORTEST_CODE && follows(burst, at);
