/** Characters that follow each other faster than a person types. */
export interface Burst {
  readonly text: string;
  /** Time of the last character, ms. */
  readonly lastAt: number;
}

const FASTEST_TYPING_MS = 35;
const SHORTEST_CODE = 8;

export const NO_BURST: Burst = { text: '', lastAt: -Infinity };

const follows = (burst: Burst, at: number): boolean => at - burst.lastAt < FASTEST_TYPING_MS;

/** The burst after one more character at `at` (ms), which extends it or starts a new one. */
export const burstAfter = (burst: Burst, character: string, at: number): Burst => ({
  text: follows(burst, at) ? burst.text + character : character,
  lastAt: at,
});

/** Whether Enter at `at` (ms) ends a burst that only a barcode scanner can have typed. */
export const isScan = (burst: Burst, at: number): boolean =>
  burst.text.length >= SHORTEST_CODE && follows(burst, at);
