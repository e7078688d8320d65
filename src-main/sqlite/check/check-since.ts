/** Checks of an open journal from a checkpoint on. */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Checkpoint } from './checkpoints.ts';
import { historyFault } from '#sqlite/history/compare-history.ts';
import { compareTakings } from '#sqlite/takings/compare-takings.ts';
import type { Head } from '#domain/journal/chained-row.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { isDamage, mainCodeOf } from '#sqlite/file/refusal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import type { Projectable } from '#sqlite/tables/projection.ts';
import { replay, tableFault } from '#sqlite/tables/replay.ts';
import type { StoryTable } from '#sqlite/tables/story-table.ts';
import { paymentStories, refundStories } from '#sqlite/tables/story-table.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { hasOurSchema } from '#sqlite/file/schema.ts';
import type { WalkOptions } from './walk-chain.ts';
import { begunBefore, walkChain, walkSlices } from './walk-chain.ts';

export type Checked = ({ readonly ok: true } & Head) | Broken;

/** Walks from the row before the checkpoint's, so that the signed row itself is checked, too. */
const optionsFrom = (db: Database.Database, from: Checkpoint | undefined): WalkOptions => {
  const begun = begunBefore(db);
  if (!from) return { begun };
  const previous = db.prepare<[number]>('SELECT previous_hash FROM events WHERE sequence = ?').pluck();
  const hash = z.string().catch('').parse(previous.get(from.sequence));
  const sequence = from.sequence - 1;
  return {
    after: { sequence, hash },
    begun,
    signed: new Map([[from.sequence, from.hash]]),
  };
};

/** Replays one payment or refund under the running number that the table has for it. */
const faultOf = <S extends Projectable, E extends { readonly type: string }>(
  stories: StoryTable<S, E>,
  reference: string,
): Broken | undefined =>
  tableFault(stories, replay(stories, reference, stories.projection.numberOf(reference) ?? 0));

const storyRow = z.strictObject({
  reference: z.string(),
  isPayment: z.literal([0, 1]),
  isRefund: z.literal([0, 1]),
});
const storyRows = z.array(storyRow);
type StoryRow = z.infer<typeof storyRow>;

const IS_REFUND = `type LIKE '${REFUND_PREFIX}%'`;
const KINDS = `reference, max(NOT ${IS_REFUND}) AS isPayment, max(${IS_REFUND}) AS isRefund`;
const OF_STORIES = `reference <> '${ACTIVITY_REFERENCE}'`;
/** If SQLite used the index by reference, it would read the whole journal to find the last rows. */
const SINCE = `SELECT ${KINDS} FROM events NOT INDEXED WHERE ${OF_STORIES} AND sequence >= ? GROUP BY reference`;
const PAGE = `SELECT ${KINDS} FROM events WHERE ${OF_STORIES} AND reference > ? GROUP BY reference ORDER BY reference LIMIT ?`;
const STORIES_AT_ONCE = 100;

/**
 * The payments and refunds that rows from this one on belong to. The events say which table each is in, because its row
 * there may be gone.
 */
function* storiesSince(db: Database.Database, from: number): Generator<StoryRow, void> {
  if (from > 0) {
    yield* storyRows.parse(db.prepare(SINCE).all(from));
    return;
  }
  const page = db.prepare<[string, number]>(PAGE);
  for (let last: string | undefined = ''; last !== undefined;) {
    const rows: readonly StoryRow[] = storyRows.parse(page.all(last, STORIES_AT_ONCE));
    yield* rows;
    last = rows.at(-1)?.reference;
  }
}

/** The payments and refunds that rows from this one on are about, each replayed and compared with its table. */
function* compareStories(db: Database.Database, from: number): Generator<undefined, Broken | undefined> {
  const payments = paymentStories(db);
  const refunds = refundStories(db);
  for (const { reference, isPayment, isRefund } of storiesSince(db, from)) {
    const fault =
      (isPayment ? faultOf(payments, reference) : undefined) ??
      (isRefund ? faultOf(refunds, reference) : undefined);
    if (fault) return fault;
    yield;
  }
  return undefined;
}

/**
 * The largest file, in bytes, that SQLite checks within a second on a slow till: about a year of a hundred sales a day.
 */
const MAX_CHECKED_AT_ONCE = 100 * 1024 * 1024;

const sizeOf = (db: Database.Database): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));

const structureFault = (
  db: Database.Database,
  check: 'quick_check' | 'integrity_check',
): string | undefined => {
  const found = String(db.pragma(`${check}(1)`, { simple: true }));
  return found === 'ok' ? undefined : `SQLite finds damage: ${found}`;
};

const quickFault = (db: Database.Database): string | undefined =>
  sizeOf(db) > MAX_CHECKED_AT_ONCE ? undefined : structureFault(db, 'quick_check');

/**
 * Walks the chain from the checkpoint, or from the first row, and replays the payments and refunds in it, in slices of a
 * few milliseconds between which the till may go on writing. Without a checkpoint SQLite checks the file's structure,
 * too.
 */
export function* checkSince(db: Database.Database, from?: Checkpoint): Generator<unknown, Checked> {
  try {
    const walked = yield* walkSlices(db, optionsFrom(db, from));
    if (!walked.ok) return walked;
    const fault = yield* compareStories(db, from?.sequence ?? 0);
    if (fault) return fault;
    // Last and in one piece: it compares the indexes with the rows, which have been checked by then.
    const why = from || sizeOf(db) > MAX_CHECKED_AT_ONCE ? undefined : structureFault(db, 'integrity_check');
    return why === undefined ? walked : { ok: false, sequence: null, why };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
}

/** Most rows walked before the till opens; about 50 ms. */
const MAX_WALKED = 5_000;

const isWritable = (db: Database.Database): boolean => {
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    if (mainCodeOf(error) === 'SQLITE_READONLY') return false;
    throw error;
  }
};

/** Where the check before opening begins: at the newest checkpoint, if there is one, or at the first row ('all'). */
export type CheckFrom = Checkpoint | undefined | 'all';

const walkedAtMost = (db: Database.Database): number => eventsTable(db).head().sequence - MAX_WALKED;

/** Begins at the checkpoint, or later if that would take too long. */
const nearTheEnd = (db: Database.Database, from: Checkpoint | undefined): WalkOptions => {
  const sequence = walkedAtMost(db);
  if (sequence <= (from?.sequence ?? 0)) return optionsFrom(db, from);
  const hash = db.prepare<[number]>('SELECT hash FROM events WHERE sequence = ?').pluck().get(sequence);
  return { after: { sequence, hash: z.string().catch('').parse(hash) } };
};

const outerFault = (db: Database.Database, from: CheckFrom): string | undefined =>
  (from === 'all' ? structureFault(db, 'integrity_check') : quickFault(db)) ??
  (hasOurSchema(db) ? undefined : 'its tables or triggers were changed') ??
  (isWritable(db) ? undefined : 'its header forbids writing');

/**
 * Whether a journal just opened for writing is sound: SQLite's quick check, the exact schema, and the chain's hashes
 * from the checkpoint on ('all' for all of them), in well under a second unless it is 'all'. Events are not interpreted:
 * a file is not damaged because this program cannot read it. Throws what SQLite throws.
 */
export const checkOpened = (db: Database.Database, from: CheckFrom): Checked => {
  const why = outerFault(db, from);
  if (why !== undefined) return { ok: false, sequence: null, why };
  return walkChain(db, { ...(from === 'all' ? {} : nearTheEnd(db, from)), begun: 'unread' });
};

/**
 * The first place where the tables of payments and refunds do not follow from the events, as far back as `checkOpened`
 * looks; for 'all' the takings and the history are compared, too. Throws ZodError for rows that cannot be read.
 */
export const projectionFault = (db: Database.Database, from: CheckFrom): Broken | undefined =>
  from === 'all'
    ? (drain(compareStories(db, 0)) ?? historyFault(db) ?? drain(compareTakings(db)))
    : drain(compareStories(db, Math.max(from?.sequence ?? 0, walkedAtMost(db))));
