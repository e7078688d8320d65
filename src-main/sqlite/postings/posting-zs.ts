/** Which rows of the journal may be posted between two business dates. */
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PostingZ } from '#domain/export/posting-dates.ts';

const postingZs = z.array(
  z.strictObject({
    sequence: z.int(),
    number: z.int(),
    date: z.string(),
    cutOff: z.string(),
    timeZone: z.string(),
  }),
) satisfies z.ZodType<readonly PostingZ[]>;

const every = (db: Database.Database): readonly PostingZ[] =>
  postingZs.parse(
    db
      .prepare(
        `SELECT sequence, payload ->> '$.number' AS number, payload ->> '$.date' AS date,
           payload ->> '$.cutOff' AS cutOff, payload ->> '$.timeZone' AS timeZone
         FROM events WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence`,
      )
      .all(),
  );

export interface PostingRange {
  /** The last Z before these rows; undefined if they begin with the first row. */
  readonly before: PostingZ | undefined;
  /** All Zs after it. */
  readonly zs: readonly PostingZ[];
  /** The last row: that of the first Z after these dates; null while there is none, and more may be posted on them. */
  readonly last: number | null;
}

/** See `PostingDates`: what a Z counts is posted on its date at the latest, and on that of the Z before at the earliest. */
export const postingRange = (db: Database.Database, first: string, last: string): PostingRange => {
  const zs = every(db);
  const start = zs.findIndex(({ date }) => date >= first);
  const begun = start === -1 ? zs.length : start;
  const end = zs.find(({ date }) => date > last);
  return { before: zs[begun - 1], zs: zs.slice(begun), last: end?.sequence ?? null };
};
