/** Signs that a journal was changed, or cannot be read here: kept until a person accepts them. */
import type { Statements, Transaction } from '../database/database.ts';
import { VERSION } from '../version.ts';

/** `unread`: a row is stored and chained, but counts nowhere. The others are those of `PushAnswer`. */
export const ALARMS = ['ahead', 'forked', 'unread'] as const;
export type AlarmKind = (typeof ALARMS)[number];

export interface Alarm {
  readonly kind: AlarmKind;
  /** The row of the journal. */
  readonly row: number;
  readonly detail: string;
}

/** An alarm seen again after it was accepted starts over. Within SET a column still has its old value. */
const INSERT = `INSERT INTO alarms (station, kind, row_number, at, seen_at, detail, reader)
  SELECT $1::text, given.kind, given.row_number, $2::bigint, $2::bigint, given.detail, $6::text
  FROM unnest($3::text[], $4::bigint[], $5::text[]) AS given (kind, row_number, detail)
  ON CONFLICT (station, kind, row_number) DO UPDATE SET seen_at = excluded.seen_at, detail = excluded.detail,
    reader = excluded.reader, at = CASE WHEN alarms.accepted_at IS NULL THEN alarms.at ELSE excluded.at END, accepted_at = NULL`;

export const raise = (
  { write }: Pick<Transaction, 'write'>,
  station: string,
  alarms: readonly Alarm[],
  now: number,
): void => {
  if (alarms.length === 0) return;
  write(INSERT, [
    station,
    now,
    alarms.map(({ kind }) => kind),
    alarms.map(({ row }) => row),
    alarms.map(({ detail }) => detail.replaceAll('\0', '')),
    VERSION,
  ]);
};

/** Accepts all alarms of this till; false if there were none. Call in a transaction. */
export const acceptAlarms = async ({ query }: Statements, station: string, now: number): Promise<boolean> => {
  const open = await query('SELECT kind FROM alarms WHERE station = $1 AND accepted_at IS NULL FOR UPDATE', [
    station,
  ]);
  await query('UPDATE alarms SET accepted_at = $2 WHERE station = $1 AND accepted_at IS NULL', [
    station,
    now,
  ]);
  return open.length > 0;
};
