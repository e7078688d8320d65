/** What the rows of the journal took, read from the stories that they belong to. */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { advance } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { StoryRow } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';
import type { Taken } from '#domain/takings/takings.ts';
import { showsCode, takenByPayment, takenByRefund } from '#domain/takings/takings.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { rethrow } from '#sqlite/rows/unreadable.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';

export interface RowTaken {
  readonly sequence: number;
  readonly at: number;
  readonly taken: Taken;
}

/** When the code of a payment was first shown (epoch ms); null if it never was. */
export const codeShownAt = (rows: Iterable<StoryRow<PaymentEvent>>): number | null => {
  for (const { row, after } of fold(advance, rows)) if (after && showsCode(after)) return row.at;
  return null;
};

function* takenByStory(rows: readonly StoryRow<PaymentEvent>[]): Generator<RowTaken, void> {
  for (const { row, before, after } of fold<Payment, PaymentEvent, StoryRow<PaymentEvent>>(advance, rows)) {
    if (!after) return;
    const { sequence, at } = row;
    yield { sequence, at, taken: takenByPayment(before, after, () => codeShownAt(rows)) };
  }
}

const storyRow = z.strictObject({ reference: z.string(), isRefund: z.literal([0, 1]) });

/** Nothing of a payment or refund of which a row cannot be read. */
const readable = (
  onUnreadable: OnUnreadable,
  reference: string,
  read: () => readonly RowTaken[],
): readonly RowTaken[] => {
  try {
    return read();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    onUnreadable(error, reference);
    return [];
  }
};

/** What the rows from `first` to `last` took, by payment and refund; rows that took nothing are included. */
export const takenByRows = (
  db: Database.Database,
  onUnreadable: OnUnreadable = rethrow,
): ((first: number, last: number) => readonly RowTaken[]) => {
  const events = eventsTable(db);
  const stories = db.prepare<[number, number]>(
    `SELECT DISTINCT reference, type LIKE '${REFUND_PREFIX}%' AS isRefund FROM events
     WHERE sequence BETWEEN ? AND ? AND reference <> '${ACTIVITY_REFERENCE}'`,
  );
  const refunded = (reference: string): readonly RowTaken[] =>
    [...fold(advanceRefund, events.refundStory(reference))].flatMap(({ row, before, after }) =>
      after ? [{ sequence: row.sequence, at: row.at, taken: takenByRefund(before, after) }] : [],
    );
  return (first, last) =>
    z
      .array(storyRow)
      .parse(stories.all(first, last))
      .flatMap(({ reference, isRefund }) =>
        readable(onUnreadable, reference, () =>
          isRefund ? refunded(reference) : [...takenByStory(events.story(reference))],
        ),
      )
      .filter(({ sequence }) => sequence >= first && sequence <= last);
};
