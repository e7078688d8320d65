/** A run of characters that follow each other faster than fingers do. */
export interface Burst {
  readonly text: string;
  /** Milliseconds, of the last character. */
  readonly lastAt: number;
}

const FASTEST_FINGERS_MS = 35;
const SHORTEST_CODE = 8;

export const NO_BURST: Burst = { text: '', lastAt: -Infinity };

const follows = (burst: Burst, at: number): boolean => at - burst.lastAt < FASTEST_FINGERS_MS;

/** The run after one more character at `at` ms: longer, or a new one that begins with it. */
export const burstAfter = (burst: Burst, character: string, at: number): Burst => ({
  text: follows(burst, at) ? burst.text + character : character,
  lastAt: at,
});

/** Whether Enter at `at` ms ends what only a barcode scanner can have typed. */
export const isScan = (burst: Burst, at: number): boolean =>
  burst.text.length >= SHORTEST_CODE && follows(burst, at);
