/** Brings the tables of payments and refunds up to date with rows that were just copied, story by story. */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { Projectable } from '#sqlite/tables/projection.ts';
import type { Replayed } from '#sqlite/tables/replay.ts';
import { BrokenJournal, replay } from '#sqlite/tables/replay.ts';
import type { StoryTable } from '#sqlite/tables/story-table.ts';
import { paymentStories, refundStories } from '#sqlite/tables/story-table.ts';
import type { TakingsTarget } from '#sqlite/takings/takings-tables.ts';
import { takingsTables } from '#sqlite/takings/takings-tables.ts';

const storyRow = z.strictObject({
  reference: z.string(),
  first: z.int(),
  isRefund: z.literal([0, 1]),
});
const STORIES = `SELECT reference, min(sequence) AS first, type LIKE '${REFUND_PREFIX}%' AS isRefund
  FROM events NOT INDEXED WHERE sequence > ? AND reference <> '${ACTIVITY_REFERENCE}'
  GROUP BY reference, isRefund ORDER BY first`;

/** Undefined for a story with an event that cannot be read. */
const readable = <S>(read: () => Replayed<S>): Replayed<S> | undefined => {
  try {
    return read();
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
};

interface Carried {
  /** The last row that was there before. */
  readonly head: number;
  readonly takings: TakingsTarget;
}

const bringUpToDate = <S extends Projectable, E extends { readonly type: string }>(
  stories: StoryTable<S, E>,
  { reference, first }: { readonly reference: string; readonly first: number },
  { head, takings }: Carried,
): void => {
  const { projection } = stories;
  const former = projection.numberOf(reference);
  const lost = stories.losses().findLast(({ sequence }) => sequence < first)?.last;
  const number = former ?? projection.numberFor(reference, lost);
  const replayed = readable(() => replay(stories, reference, number, takings));
  if (replayed?.ok) {
    if (former === undefined) projection.add(replayed.row);
    else projection.move(replayed.row);
  } else if (replayed && (replayed.sequence ?? 0) > head) throw new BrokenJournal(replayed);
};

/**
 * Brings the tables of payments and refunds up to date with the rows after `head`, whatever is wrong with earlier ones:
 * a story that could not be replayed before keeps its row as it is. The caller holds the transaction. Throws
 * BrokenJournal for a new row that does not apply.
 */
export const projectNewRows = (db: Database.Database, head: number): void => {
  const [payments, refunds, tables] = [paymentStories(db), refundStories(db), takingsTables(db)];
  const takings: TakingsTarget = {
    add: (taken, sequence) => {
      if (sequence > head) tables.add(taken, sequence);
    },
  };
  for (const { isRefund, ...story } of z.array(storyRow).parse(db.prepare(STORIES).all(head))) {
    if (isRefund) bringUpToDate(refunds, story, { head, takings });
    else bringUpToDate(payments, story, { head, takings });
  }
};
