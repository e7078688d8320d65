/** Takes a till's rows: all of a push in one transaction that holds the station's row, or none. */
import { z } from 'zod';
import type { Head } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeNames } from '#domain/office/office-names.ts';
import { areSameNames } from '#domain/office/office-names.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import type { Database, Statements, Transaction } from '../database/database.ts';
import { insertInto } from '../database/insert.ts';
import { CHANGED } from '../stations/changed.ts';
import type { Shown } from '../stations/credentials.ts';
import { refusalOf } from '../stations/credentials.ts';
import { storeNameIn } from '../stations/stores.ts';
import { raise } from './alarms.ts';
import { uncoveredOf } from './again/due-again.ts';
import { dueAt } from './due-at.ts';
import type { Row } from './chain.ts';
import type { Verdict } from './judge.ts';
import { judge, neededHashes } from './judge.ts';
import type { Carried } from './project.ts';
import { project, storedOf } from './project.ts';
import { calendarOf } from './sums/calendar.ts';

const stationRow = z.strictObject({
  credential_hash: z.string(),
  heard_at: z.int().nullable(),
  head_sequence: z.int(),
  head_hash: z.string(),
  last_payment: z.int(),
  last_refund: z.int(),
  lost_payments: z.int().nullable(),
  lost_refunds: z.int().nullable(),
  covered: z.int(),
  uncovered: z.string().nullable(),
  due_as_of: z.int().nullable(),
  store: z.string(),
  store_name: z.string().nullable(),
  name: z.string(),
});
type StationRow = z.infer<typeof stationRow>;

const hashes = z.array(z.strictObject({ sequence: z.int(), hash: z.string() }));

const insertEvents = insertInto({
  table: 'events',
  columns: {
    sequence: 'bigint',
    at: 'bigint',
    reference: 'text',
    type: 'text',
    payload: 'text',
    hash: 'text',
  },
  onConflict: { key: ['station', 'sequence'], update: [] },
});

/**
 * Every other push of this till, in any process, tries again until this one has ended. It does not wait for the row:
 * pushes that their till has given up would pile up there, each with a connection.
 */
const held = async ({ query }: Statements, station: string): Promise<StationRow | undefined> => {
  const [row] = await query(
    `SELECT credential_hash, heard_at, head_sequence, head_hash, last_payment, last_refund, lost_payments, lost_refunds,
       covered, uncovered, due_as_of, store, store_name, name
     FROM stations WHERE station = $1 FOR UPDATE NOWAIT`,
    [station],
  );
  return row && stationRow.parse(row);
};

const judged = async ({ query }: Statements, station: string, push: Push, head: Head): Promise<Verdict> => {
  const needed = neededHashes(push, head);
  const rows = needed
    ? hashes.parse(
        await query('SELECT sequence, hash FROM events WHERE station = $1 AND sequence BETWEEN $2 AND $3', [
          station,
          ...needed,
        ]),
      )
    : [];
  const known = new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
  return judge(push, head, (sequence) => known.get(sequence));
};

/** Longer than anything waits for a push; ms. A clock that is off by more must not silence an alarm. */
const OVERTAKEN_WITHIN = 2 * 60_000;

/**
 * Whether it came in before a push that was already taken. It was held up here while the database was away, and the
 * till went on through another process, so it shows an earlier end of the journal and an earlier state. Unless it has
 * rows that no other push brought, it changes nothing.
 */
const isOvertaken = ({ heard_at: heardAt }: StationRow, now: number): boolean =>
  heardAt !== null && heardAt > now && heardAt - now < OVERTAKEN_WITHIN;

/** What this office calls the till, if that is not what the till knows. The first push that asks notes the store's name. */
const renamed = async (
  statements: Transaction,
  station: string,
  { store, store_name: noted, name: stationName }: StationRow,
  knownAs: OfficeNames | undefined,
): Promise<OfficeNames | undefined> => {
  if (!knownAs) return undefined;
  const storeName = noted ?? (await storeNameIn(statements, store));
  if (noted === null)
    statements.write('UPDATE stations SET store_name = $2 WHERE station = $1', [station, storeName]);
  const names = { storeName, stationName };
  return areSameNames(names, knownAs) ? undefined : names;
};

/** Where an earlier version's process took the push before, what it does not know is worked out again. */
const carriedOf = async (statements: Statements, station: string, row: StationRow): Promise<Carried> => ({
  lastPayment: row.last_payment,
  lastRefund: row.last_refund,
  lostPayments: row.lost_payments ?? undefined,
  lostRefunds: row.lost_refunds ?? undefined,
  ...(row.due_as_of === row.heard_at
    ? { covered: row.covered, uncovered: row.uncovered }
    : await uncoveredOf(statements, station)),
});

/** Stores what is now known about the till. */
const moveOn = (
  { write }: Transaction,
  station: string,
  { push, head, carried, now }: { push: Push; head: Head; carried: Carried; now: number },
): void => {
  const { lastPayment, lastRefund, lostPayments, lostRefunds, covered, uncovered } = carried;
  write(
    `UPDATE stations SET heard_at = $2, state = $3, rows_there = $4, environment = $5, head_sequence = $6, head_hash = $7,
       last_payment = $8, last_refund = $9, lost_payments = $10, lost_refunds = $11, covered = $12, uncovered = $13, due_at = $14,
       due_as_of = $2, ${CHANGED}
     WHERE station = $1`,
    [
      station,
      now,
      JSON.stringify(push.state),
      push.end.sequence,
      push.state.environment,
      head.sequence,
      head.hash,
      lastPayment,
      lastRefund,
      lostPayments ?? null,
      lostRefunds ?? null,
      covered,
      uncovered,
      dueAt({ state: push.state, heardAt: now, uncovered }, now),
    ],
  );
};

const answerOf = (
  statements: Transaction,
  station: string,
  { verdict, push, head, now }: { verdict: Verdict; push: Push; head: Head; now: number },
): PushAnswer => {
  switch (verdict.answer) {
    case 'taken': {
      const last: Row | undefined = verdict.rows.at(-1);
      return { answer: 'taken', cursor: last ? { sequence: last.sequence, hash: last.hash } : head };
    }
    case 'behind':
      return { answer: 'behind', cursor: head };
    case 'ahead':
      raise(
        statements,
        station,
        [{ kind: 'ahead', row: push.end.sequence, detail: String(head.sequence) }],
        now,
      );
      return { answer: 'ahead', cursor: head };
    case 'forked':
      raise(statements, station, [{ kind: 'forked', row: verdict.at, detail: push.upTo.hash }], now);
      return { answer: 'forked', cursor: head, at: verdict.at };
    default:
      return verdict satisfies never;
  }
};

/**
 * A push whose answer was lost comes again and is taken again: its rows are there, and nothing else changes. The
 * credential is checked while the station's row is held, so that a replaced computer can add nothing. `now`: when the
 * push came in.
 */
export const takePush = (
  database: Database,
  { station, hash }: Shown,
  push: Push,
  now: number,
): Promise<PushAnswer | { readonly refused: CredentialRefusal }> =>
  database.transaction(async (statements) => {
    const named = push.rows.map(([, reference, type]) => ({ reference, type }));
    const [row, stored] = await Promise.all([
      held(statements, station),
      storedOf(statements, station, named),
    ]);
    if (row?.credential_hash !== hash)
      return { refused: (await refusalOf(statements, { station, hash })) ?? 'unknown' };
    const head = { sequence: row.head_sequence, hash: row.head_hash };
    const verdict = await judged(statements, station, push, head);
    const rows = verdict.answer === 'taken' ? verdict.rows : [];
    if (rows.length === 0 && isOvertaken(row, now)) {
      const { answer } = verdict;
      if (answer === 'ahead' || answer === 'taken') return { answer, cursor: head };
    }
    const answer = answerOf(statements, station, { verdict, push, head, now });
    insertEvents(statements, station, rows);
    const { carried, unread } = await project(statements, station, {
      rows,
      stored,
      carried: await carriedOf(statements, station, row),
      days: calendarOf(push.state, now),
    });
    raise(statements, station, unread, now);
    moveOn(statements, station, { push, head: answer.cursor, carried, now });
    if (answer.answer !== 'taken') return answer;
    const names = await renamed(statements, station, row, push.state.knownAs);
    return names ? { ...answer, named: names } : answer;
  });
