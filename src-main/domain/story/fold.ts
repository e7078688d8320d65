/** Replays rows into the states of a payment or refund. */

/** A row of one payment's or refund's story. */
export interface StoryRow<E> {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly event: E;
}

/** The state after an event: pure and total. Undefined when the event does not apply; then nothing happens. */
export type Advance<S, E> = (before: S | undefined, event: E, at: number) => S | undefined;

export interface Step<S, R> {
  readonly row: R;
  /** Undefined at the beginning of the story. */
  readonly before: S | undefined;
  /** Undefined if the row does not apply. */
  readonly after: S | undefined;
}

/** The states before and after each row, oldest first. */
export function* fold<S, E, R extends StoryRow<E>>(
  advance: Advance<S, E>,
  rows: Iterable<R & StoryRow<E>>,
): Generator<Step<S, R>, void> {
  let before: S | undefined;
  for (const row of rows) {
    const after = advance(before, row.event, row.at);
    yield { row, before, after };
    before = after;
  }
}
