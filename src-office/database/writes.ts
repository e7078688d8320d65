/** Statements of a transaction that are sent without waiting for those before them. */
import type { Statements, Transaction } from './database.ts';

export interface Writes {
  readonly write: Transaction['write'];
  /** Waits for all of them; throws what the first that failed met with. */
  readonly settled: () => Promise<void>;
  /** Why a statement after them failed: what an earlier one met with fails all that follow. */
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
