/**
 * How long a test waits for what must happen before it says that it did not. It asserts nothing: a test ends as soon as
 * the thing has happened, and a busy machine may take its time. What the product promises in ms is asserted by itself.
 */
export const PATIENCE_MS = 120_000;

/** For a whole test, or a hook of one; room for several waits. */
export const TEST_MS = 600_000;
