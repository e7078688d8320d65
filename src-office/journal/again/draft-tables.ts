/**
 * The rows of a draft, by business date. No statement reads one till's rows and writes another's: on a distributed database
 * a draft is on another machine than its till.
 */
import { z } from 'zod';
import type { Statements, Transaction } from '../../database/database.ts';
import type { Into } from '../../database/insert.ts';
import { insertInto } from '../../database/insert.ts';
import { PAYMENTS, REFUNDS } from '../projections.ts';
import { STATION_DAYS } from '../sums/station-days.ts';
import { DAYS, MOVES } from '../sums/sums.ts';

const rows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));

/** A row that stands under another date, as it may after the till's business days have moved, takes the draft's. */
const tableOf = ({ table, columns, onConflict: { key } }: Into<string>) => {
  const names = Object.keys(columns);
  const update = names.filter((name) => !key.includes(name));
  return {
    dates: `SELECT DISTINCT date FROM ${table} WHERE station = $1`,
    select: `SELECT ${names.join(', ')} FROM ${table} WHERE station = $1 AND date = $2 ORDER BY ${key.join(', ')}`,
    clear: `DELETE FROM ${table} WHERE station = $1 AND date = $2`,
    insert: insertInto({ table, columns, onConflict: { key, update } }),
  };
};

const TABLES = [PAYMENTS, REFUNDS, MOVES, DAYS, STATION_DAYS].map(tableOf);

const dated = z.array(z.strictObject({ date: z.string() }));

/** The business dates under which these have any row. */
export const datesIn = async (
  { query }: Statements,
  names: readonly string[],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  // One after the other, since each reads all that a till ever took.
  for (const name of names)
    for (const { dates } of TABLES)
      for (const { date } of dated.parse(await query(dates, [name]))) found.add(date);
  return [...found].toSorted();
};

const rowsOf = ({ query }: Statements, name: string, date: string) =>
  Promise.all(TABLES.map(async ({ select }) => rows.parse(await query(select, [name, date]))));

/** Whether both say the same of this date. */
export const areSame = async (
  statements: Statements,
  [one, other]: readonly [string, string],
  date: string,
): Promise<boolean> => {
  const [some, others] = await Promise.all([rowsOf(statements, one, date), rowsOf(statements, other, date)]);
  return JSON.stringify(some) === JSON.stringify(others);
};

export const clearDate = ({ write }: Pick<Transaction, 'write'>, name: string, date: string): void => {
  for (const { clear } of TABLES) write(clear, [name, date]);
};

/** Puts what one says of this date in the place of what the other says. */
export const replaceDate = async (
  statements: Transaction,
  { from, to }: { readonly from: string; readonly to: string },
  date: string,
): Promise<void> => {
  const all = await rowsOf(statements, from, date);
  clearDate(statements, to, date);
  TABLES.forEach(({ insert }, index) => insert(statements, to, all[index] ?? []));
};
