/** Rebuilds a till's tables from its whole journal, while its pushes go on. */
import { z } from 'zod';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Database, Statements, Transaction } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import { CHANGED } from '../../stations/changed.ts';
import type { Alarm } from '../alarms.ts';
import { raise } from '../alarms.ts';
import type { Row } from '../chain.ts';
import type { Carried } from '../project.ts';
import { project, storedOf } from '../project.ts';
import { rowsAfter } from '../read-back.ts';
import { calendarOf } from '../sums/calendar.ts';
import type { Draft } from './draft.ts';
import { beginDraft, holdDraft, placeDraft } from './draft.ts';

const stateOf = z.tuple([z.object({ state: z.string() })]);
const dated = z.array(z.strictObject({ at: z.int(), date: z.string() }));
const alarms = z.array(z.strictObject({ row_number: z.int(), at: z.int(), accepted_at: z.int().nullable() }));

interface Progress {
  /** The last row that the draft has. */
  readonly after: number;
  readonly carried: Carried;
  readonly unread: readonly Alarm[];
  readonly isDone: boolean;
}

const NOTHING_YET: Progress = {
  after: NO_ROWS.sequence,
  carried: {
    lastPayment: 0,
    lastRefund: 0,
    lostPayments: undefined,
    lostRefunds: undefined,
    covered: 0,
    uncovered: null,
  },
  unread: [],
  isDone: false,
};

const daysOf = async ({ query }: Statements, station: string, now: number): Promise<BusinessDays> => {
  const [{ state }] = stateOf.parse(await query('SELECT state FROM stations WHERE station = $1', [station]));
  return calendarOf(tillState.parse(JSON.parse(state)), now);
};

/** What has counted for a date stays there, even if the till's business days begin at another time now. */
const datesKept = async (
  { query }: Statements,
  station: string,
  rows: readonly Row[],
  days: BusinessDays,
): Promise<BusinessDays> => {
  const found = await query(
    `SELECT started_at AS at, date FROM payments WHERE station = $1 AND reference = ANY($2::text[])
     UNION SELECT started_at, date FROM refunds WHERE station = $1 AND reference = ANY($2::text[])
     UNION SELECT at, date FROM moves WHERE station = $1 AND sequence BETWEEN $3 AND $4`,
    [
      station,
      [...new Set(rows.map(({ reference }) => reference))],
      rows[0]?.sequence ?? 0,
      rows.at(-1)?.sequence ?? 0,
    ],
  );
  const before = new Map(dated.parse(found).map(({ at, date }) => [at, date]));
  return { ...days, dateOf: (at) => before.get(at) ?? days.dateOf(at) };
};

/** The caller holds the draft. */
const readPart = async (
  statements: Transaction,
  { station, name }: Draft,
  days: BusinessDays,
  { after, carried, unread }: Progress,
): Promise<Progress> => {
  const rows = await rowsAfter(statements, station, after);
  if (rows.length === 0) return { after, carried, unread, isDone: true };
  const kept = await datesKept(statements, station, rows, days);
  const stored = await storedOf(statements, name, rows);
  const then = await project(statements, name, { rows, stored, carried, days: kept });
  return {
    after: rows.at(-1)?.sequence ?? after,
    carried: then.carried,
    unread: [...unread, ...then.unread],
    isDone: false,
  };
};

/** Raises the alarms about rows that still cannot be read: each goes on as it was before. */
const raiseAgain = async (
  statements: Transaction,
  station: string,
  unread: readonly Alarm[],
  now: number,
): Promise<void> => {
  const before = alarms.parse(
    await statements.query(
      "DELETE FROM alarms WHERE station = $1 AND kind = 'unread' RETURNING row_number, at, accepted_at",
      [station],
    ),
  );
  raise(statements, station, unread, now);
  statements.write(
    `UPDATE alarms SET at = n.at, accepted_at = n.accepted_at
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS n (row_number, at, accepted_at)
     WHERE alarms.station = $1 AND alarms.kind = 'unread' AND alarms.row_number = n.row_number`,
    [
      station,
      before.map(({ row_number }) => row_number),
      before.map(({ at }) => at),
      before.map(({ accepted_at }) => accepted_at),
    ],
  );
};

/** Somebody looks at the till at once: what is due is only known to its next push. */
const moveOn = ({ write }: Transaction, station: string, carried: Carried): void =>
  write(
    `UPDATE stations SET last_payment = $2, last_refund = $3, lost_payments = $4, lost_refunds = $5,
       covered = $6, uncovered = $7, due_at = 0, due_as_of = heard_at, rebuilt = rebuilt + 1, ${CHANGED}
     WHERE station = $1`,
    [
      station,
      carried.lastPayment,
      carried.lastRefund,
      carried.lostPayments ?? null,
      carried.lostRefunds ?? null,
      carried.covered,
      carried.uncovered,
    ],
  );

/** Holds the till's row, so that no push comes between its last rows and this. */
const finish = async (
  statements: Transaction,
  draft: Draft,
  days: BusinessDays,
  sofar: Progress,
  now: number,
): Promise<void> => {
  const { station } = draft;
  await holdDraft(statements, draft);
  await statements.query('SELECT station FROM stations WHERE station = $1 FOR UPDATE', [station]);
  let progress = { ...sofar, isDone: false };
  while (!progress.isDone) progress = await readPart(statements, draft, days, progress);
  placeDraft(statements, draft);
  await raiseAgain(statements, station, progress.unread, now);
  moveOn(statements, station, progress.carried);
};

const OWNER_BYTES = 6;

/** Throws `DraftTaken` if another process begins it meanwhile, and the signal's reason once that is aborted. */
export const rebuild = async (
  database: Database,
  outside: Outside,
  station: string,
  signal: AbortSignal,
): Promise<void> => {
  const owner = Buffer.from(outside.randomBytes(OWNER_BYTES)).readUIntBE(0, OWNER_BYTES);
  const days = await daysOf(database, station, outside.now());
  const draft = await database.transaction((statements) => beginDraft(statements, station, owner));
  let progress = NOTHING_YET;
  while (!progress.isDone) {
    signal.throwIfAborted();
    const sofar = progress;
    progress = await database.transaction(async (statements) => {
      await holdDraft(statements, draft);
      return readPart(statements, draft, days, sofar);
    });
  }
  await database.transaction((statements) => finish(statements, draft, days, progress, outside.now()));
};
