/** Reads a till's journal into a draft of its tables. */
import { z } from 'zod';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Database, Statements, Transaction } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import type { Alarm } from '../alarms.ts';
import type { Row } from '../chain.ts';
import type { Carried } from '../project.ts';
import { project, storedOf } from '../project.ts';
import { rowsAfter } from '../read-back.ts';
import { calendarOf } from '../sums/calendar.ts';
import type { Draft } from './draft.ts';
import { holdDraft } from './draft.ts';

const stateOf = z.tuple([z.object({ state: z.string() })]);
const dated = z.array(z.strictObject({ at: z.int(), date: z.string() }));

/** How far the draft has got. */
export interface Progress {
  /** The last row that it has. */
  readonly after: number;
  readonly carried: Carried;
  readonly unread: readonly Alarm[];
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
};

export interface Rebuilding {
  readonly database: Database;
  readonly outside: Outside;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The till's business days, as it last said. */
export const daysOf = async ({ query }: Statements, station: string, now: number): Promise<BusinessDays> => {
  const [{ state }] = stateOf.parse(await query('SELECT state FROM stations WHERE station = $1', [station]));
  return calendarOf(tillState.parse(JSON.parse(state)), now);
};

/** When what these rows are about began or moved money, and the date that each counts for. */
const datesOf = async ({ query }: Statements, name: string, rows: readonly Row[]) =>
  dated.parse(
    await query(
      `SELECT started_at AS at, date FROM payments WHERE station = $1 AND reference = ANY($2::text[])
       UNION SELECT started_at, date FROM refunds WHERE station = $1 AND reference = ANY($2::text[])
       UNION SELECT at, date FROM moves WHERE station = $1 AND sequence BETWEEN $3 AND $4`,
      [
        name,
        [...new Set(rows.map(({ reference }) => reference))],
        rows[0]?.sequence ?? 0,
        rows.at(-1)?.sequence ?? 0,
      ],
    ),
  );

/** What has counted for a date stays there, even if the till's business days begin at another time now. */
const datesKept = async (
  statements: Statements,
  station: string,
  rows: readonly Row[],
  days: BusinessDays,
): Promise<BusinessDays> => {
  const found = await datesOf(statements, station, rows);
  const before = new Map(found.map(({ at, date }) => [at, date]));
  return { ...days, dateOf: (at) => before.get(at) ?? days.dateOf(at) };
};

interface Part {
  /** None at the journal's end. */
  readonly rows: readonly Row[];
  readonly progress: Progress;
}

/** The caller holds the draft. */
const readPart = async (
  statements: Transaction,
  { station, name }: Draft,
  days: BusinessDays,
  { after, carried, unread }: Progress,
): Promise<Part> => {
  const rows = await rowsAfter(statements, station, after);
  if (rows.length === 0) return { rows, progress: { after, carried, unread } };
  const kept = await datesKept(statements, station, rows, days);
  const stored = await storedOf(statements, name, rows);
  const then = await project(statements, name, { rows, stored, carried, days: kept });
  const progress = {
    after: rows.at(-1)?.sequence ?? after,
    carried: then.carried,
    unread: [...unread, ...then.unread],
  };
  return { rows, progress };
};

/** Reads what is there of the journal now. */
export const readJournal = async (
  { database, signal }: Rebuilding,
  draft: Draft,
  days: BusinessDays,
): Promise<Progress> => {
  let progress = NOTHING_YET;
  for (;;) {
    signal.throwIfAborted();
    const before = progress;
    const part = await database.transaction(async (statements) => {
      await holdDraft(statements, draft);
      return readPart(statements, draft, days, before);
    });
    if (part.rows.length === 0) return progress;
    ({ progress } = part);
  }
};

const zs = z.array(z.strictObject({ date: z.string() }));

/** The dates for which these rows count, in the draft or in the till's tables. */
const touchedBy = async (statements: Statements, name: string, rows: readonly Row[]) => {
  const values = [name, rows[0]?.sequence ?? 0, rows.at(-1)?.sequence ?? 0];
  const [some, closed] = await Promise.all([
    datesOf(statements, name, rows),
    statements.query('SELECT date FROM days WHERE station = $1 AND sequence BETWEEN $2 AND $3', values),
  ]);
  return [...some, ...zs.parse(closed)].map(({ date }) => date);
};

/** A draft that takes the till's place. */
export interface Placing {
  readonly progress: Progress;
  /** For which rows count that came after the draft had all there were: these dates may have taken their place before. */
  readonly touched: ReadonlySet<string>;
}

/** Reads what has come in since. The caller holds the draft with its till, so that nothing comes after that. */
export const readRest = async (
  statements: Transaction,
  draft: Draft,
  days: BusinessDays,
  placing: Placing,
): Promise<Placing> => {
  let { progress } = placing;
  const touched = new Set(placing.touched);
  for (;;) {
    const part = await readPart(statements, draft, days, progress);
    if (part.rows.length === 0) return { progress, touched };
    ({ progress } = part);
    for (const name of [draft.name, draft.station])
      for (const date of await touchedBy(statements, name, part.rows)) touched.add(date);
  }
};
