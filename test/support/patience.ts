/**
 * How long a test waits for what must happen before it fails. It is not an assertion: a test ends as soon as the thing
 * has happened, and a busy machine may be slow. Time limits of the product are asserted separately.
 */
export const PATIENCE_MS = 120_000;

/** For a whole test, or a hook of one; room for several waits. */
export const TEST_MS = 600_000;
