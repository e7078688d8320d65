/** A database that speaks PostgreSQL, wherever it runs. */

/** What a column may hold on the way in; lists become arrays of the database. */
export type Value = string | number | boolean | null | readonly (string | number | null)[];

export interface Statements {
  /**
   * The rows of one statement; `$1` … stand for the values. Integers come as numbers, bigint too: ours stay below 2^53.
   * In a transaction statements are done in the order in which they were sent, whether or not each was waited for.
   */
  readonly query: (
    sql: string,
    values?: readonly Value[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface Transaction extends Statements {
  /**
   * Sends a statement and waits for nothing: the next may be sent at once. Whatever comes of it the transaction knows before
   * it counts as committed, and one that failed undoes all of it.
   */
  readonly write: (sql: string, values: readonly Value[]) => void;
}

/** The rows of `locks`. */
export const LOCKS = ['migrate'] as const;
export type Lock = (typeof LOCKS)[number];

export interface Database extends Statements {
  /** In a transaction of its own; sent again as `transaction` does its work again. */
  readonly query: Statements['query'];
  /**
   * Does `work` in one transaction (read committed), and again from its start where the database asks for that or the
   * connection is lost: `work` must do nothing else that lasts.
   */
  transaction<T>(work: (statements: Transaction) => Promise<T>): Promise<T>;
  /** Does `work` while no other process does, under a lock row of this name; more than once where the connection is lost. */
  alone<T>(name: Lock, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
