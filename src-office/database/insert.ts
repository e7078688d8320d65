/** Inserts many rows with one statement. */
import type { Transaction } from './database.ts';

type Cell = string | number | null;
type ColumnType = 'text' | 'bigint';

export interface Into<C extends string> {
  readonly table: string;
  /** The columns after `station`, which comes first and is the same for all rows. */
  readonly columns: Readonly<Record<C, ColumnType>>;
  /** What to do with a row that exists already. */
  readonly onConflict: {
    readonly key: readonly ('station' | NoInfer<C>)[];
    readonly update: readonly NoInfer<C>[];
  };
}

/**
 * Prepares the statements; they do nothing if there are no rows. Do not rely on the count of rows written. One row is not
 * sent as lists: the longest rows come alone, and to mark their quotes in a list takes the driver seconds, in which the
 * office does nothing else and the statement counts as lost.
 */
export const insertInto = <C extends string>({ table, columns, onConflict }: Into<C>) => {
  const names = Object.keys(columns) as C[];
  const typed = (list: '' | '[]') => names.map((name, index) => `$${index + 2}::${columns[name]}${list}`);
  const updates = onConflict.update.map((name) => `${name} = excluded.${name}`);
  const action = updates.length === 0 ? 'NOTHING' : `UPDATE SET ${updates.join(', ')}`;
  const statement = (rows: string): string => `INSERT INTO ${table} (station, ${names.join(', ')})
    ${rows}
    ON CONFLICT (${onConflict.key.join(', ')}) DO ${action}`;
  const ofOne = statement(`VALUES ($1::text, ${typed('').join(', ')})`);
  const ofMany = statement(`SELECT $1::text, ${names.map((name) => `given.${name}`).join(', ')}
    FROM unnest(${typed('[]').join(', ')}) AS given (${names.join(', ')})`);
  return (
    { write }: Pick<Transaction, 'write'>,
    station: string,
    rows: readonly Readonly<Record<C, Cell>>[],
  ): void => {
    const [first, ...others] = rows;
    if (!first) return;
    if (others.length === 0) write(ofOne, [station, ...names.map((name) => first[name])]);
    else write(ofMany, [station, ...names.map((name) => rows.map((row) => row[name]))]);
  };
};

const MAX_INDEXED_LENGTH = 200;

/** A text that an indexed column can hold: PostgreSQL allows no NUL in texts, and no long texts in indexes. */
export const indexed = (text: string): string => text.replaceAll('\0', '').slice(0, MAX_INDEXED_LENGTH);
