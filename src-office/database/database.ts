/** A database that speaks PostgreSQL, embedded or on a server. */

/** A value passed to a statement; lists become arrays in the database. */
export type Value = string | number | boolean | null | readonly (string | number | null)[];

export interface Statements {
  /**
   * The rows of one statement; `$1` … stand for the values. Integers come as numbers, bigint too: ours stay below 2^53.
   * In a transaction, statements run in the order they were sent, whether or not each was awaited.
   */
  readonly query: (
    sql: string,
    values?: readonly Value[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface Transaction extends Statements {
  /**
   * Sends a statement without waiting for it, so that the next can be sent at once. The transaction awaits its result
   * before it commits; if it failed, the whole transaction is rolled back.
   */
  readonly write: (sql: string, values: readonly Value[]) => void;
}

/** The names of the rows in `locks`. */
export const LOCKS = ['migrate', 'read again'] as const;
export type Lock = (typeof LOCKS)[number];

export interface Database extends Statements {
  /** Runs in its own transaction, and is retried like `transaction`. */
  readonly query: Statements['query'];
  /**
   * Does `work` in one transaction (read committed). Restarts it if the database asks for that or the connection is
   * lost, so `work` must have no other lasting effects.
   */
  transaction<T>(work: (statements: Transaction) => Promise<T>): Promise<T>;
  /** Does `work` while no other process does, holding the lock row of this name; again if the connection is lost. */
  alone<T>(name: Lock, work: () => Promise<T>): Promise<T>;
  /** The same, but does nothing if another process holds that lock row. */
  unlessHeld(name: Lock, work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
