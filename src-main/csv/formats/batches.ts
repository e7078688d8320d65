/** Rows some at a time, because writing each by itself takes twice as long. */
import { yieldNow } from '#sqlite/worker/background.ts';

export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

/** About 100 kB of the longest rows. */
const ROWS_AT_ONCE = 200;

export function* inBatches<Row>(rows: Iterable<Row>): Generator<readonly Row[], void> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/**
 * For batches that may be empty for long: nothing is written then, so only these turns let the message in that cancels.
 * Rejects with an AbortError once it has.
 */
export async function* inTurns<Row>(
  batches: Iterable<readonly Row[]>,
  signal?: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  for (const batch of batches) {
    yield batch;
    await yieldNow();
    signal?.throwIfAborted();
  }
}
