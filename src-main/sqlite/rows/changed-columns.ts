import type Database from 'better-sqlite3';

type Column = string | number | null;
export type Columns = Readonly<Record<string, Column>>;

/**
 * Brings the row with this `key` up to date; false if there is none. An UPDATE names only the columns that change:
 * SQLite rewrites the indexes of every column named, changed or not. `columns` are the columns of the table's rows.
 */
export const changesIn = (
  db: Database.Database,
  { table, key, columns }: { table: string; key: string; columns: readonly string[] },
): ((row: Columns) => boolean) => {
  const select = db.prepare<[Column]>(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${key} = ?`).raw();
  const updates = new Map<string, Database.Statement<[Columns]>>();
  const updateOf = (names: readonly string[]): Database.Statement<[Columns]> => {
    const sets = names.map((name) => `${name} = @${name}`).join(', ');
    const update =
      updates.get(sets) ?? db.prepare<[Columns]>(`UPDATE ${table} SET ${sets} WHERE ${key} = @${key}`);
    updates.set(sets, update);
    return update;
  };
  return (row) => {
    const before: unknown = select.get(row[key] ?? null);
    if (!Array.isArray(before)) return false;
    const changed = columns.filter((name, index) => before[index] !== row[name]);
    if (changed.length > 0) updateOf(changed).run(row);
    return true;
  };
};
