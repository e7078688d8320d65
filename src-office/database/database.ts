/** A database that speaks PostgreSQL, wherever it runs. */

/** What a column may hold on the way in; lists become arrays of the database. */
export type Value = string | number | boolean | null | readonly (string | number | null)[];

export interface Statements {
  /** The rows of one statement; `$1` … stand for the values. Integers come as numbers, bigint too: ours stay below 2^53. */
  query(sql: string, values?: readonly Value[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface Database extends Statements {
  /**
   * Does `work` in one transaction (read committed), and again from its start where the database asks for that or the
   * connection is lost: `work` must do nothing else that lasts.
   */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
