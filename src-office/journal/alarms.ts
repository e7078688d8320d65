/** What shows that a journal is not what it was, or is not understood here: kept until a person accepts it. */
import type { Database, Statements } from '../database/database.ts';
import { insertInto } from '../database/insert.ts';

/** `unread`: a row is kept and chained, and counts nowhere. The others as `PushAnswer` has them. */
export const ALARMS = ['ahead', 'forked', 'unread'] as const;
export type AlarmKind = (typeof ALARMS)[number];

export interface Alarm {
  readonly kind: AlarmKind;
  /** Of the journal. */
  readonly row: number;
  readonly detail: string;
}

/** One that is seen again is no longer accepted. */
const insertAlarms = insertInto({
  table: 'alarms',
  columns: {
    kind: 'text',
    row_number: 'bigint',
    at: 'bigint',
    seen_at: 'bigint',
    detail: 'text',
    accepted_at: 'bigint',
  },
  onConflict: { key: ['station', 'kind', 'row_number'], update: ['seen_at', 'detail', 'accepted_at'] },
});

export const raise = (
  statements: Statements,
  station: string,
  alarms: readonly Alarm[],
  now: number,
): Promise<void> =>
  insertAlarms(
    statements,
    station,
    alarms.map(({ kind, row, detail }) => ({
      kind,
      row_number: row,
      at: now,
      seen_at: now,
      detail: detail.replaceAll('\0', ''),
      accepted_at: null,
    })),
  );

/** A person has looked at it. */
export const acceptAlarm = async (
  database: Database,
  station: string,
  { kind, row }: Pick<Alarm, 'kind' | 'row'>,
  now: number,
): Promise<void> => {
  await database.query(
    'UPDATE alarms SET accepted_at = $4 WHERE station = $1 AND kind = $2 AND row_number = $3',
    [station, kind, row, now],
  );
};
