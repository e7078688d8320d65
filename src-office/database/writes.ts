/** Sends the statements of a transaction without waiting for the ones before. */
import type { Statements, Transaction } from './database.ts';

export interface Writes {
  readonly write: Transaction['write'];
  /** Waits for all of them; throws the error of the first that failed. */
  readonly settled: () => Promise<void>;
  /** Why a later statement failed: once one fails, all that follow fail too. */
  readonly causeOf: (error: unknown) => unknown;
}

export const writesBy = (query: Statements['query']): Writes => {
  const sent: Promise<void>[] = [];
  const failed: unknown[] = [];
  return {
    write: (sql, values) => {
      sent.push(
        query(sql, values).then(
          () => undefined,
          (error: unknown) => void failed.push(error),
        ),
      );
    },
    settled: async () => {
      await Promise.all(sent);
      if (failed.length > 0) throw failed[0];
    },
    causeOf: (error) => (failed.length > 0 ? failed[0] : error),
  };
};
