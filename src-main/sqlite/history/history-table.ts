/** The table that the history is listed and searched by: a row for each payment and refund. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { HistoryRow } from '#domain/history/history.ts';
import { historyMoney, outcomeOf } from '#domain/history/history.ts';
import { searchedText } from '#domain/history/search-text.ts';
import { changesIn } from '#sqlite/rows/changed-columns.ts';

export type HistoryKind = HistoryRow['kind'];

export interface HistoryTable {
  /** Enters a payment or refund, or its new state, under its running number. */
  put(number: number, row: HistoryRow): void;
  /** Whether the table has exactly this row; a row that is yet to be entered counts as present. */
  holds(number: number, row: HistoryRow): boolean;
  /** Empties it: all rows have to be entered again. The caller holds the transaction. */
  clear(): void;
}

const COLUMNS = ['id', 'outcome', 'started_at', 'amount', 'currency', 'cashier', 'words', 'numbers'] as const;

const historyId = (kind: HistoryKind, number: number): number => 2 * number + (kind === 'refund' ? 1 : 0);

const columnsOf = (
  number: number,
  row: HistoryRow,
): Record<(typeof COLUMNS)[number], string | number | null> => {
  const { amount, currency } = historyMoney(row);
  const story = row.kind === 'payment' ? row.payment : row.refund;
  const by = row.kind === 'payment' ? row.payment.cashier : row.refund.askedBy;
  return {
    id: historyId(row.kind, number),
    outcome: outcomeOf(row),
    started_at: story.startedAt,
    amount,
    currency,
    cashier: by?.id ?? null,
    ...searchedText(row),
  };
};

const each = (text: (column: string) => string, separator: string): string =>
  COLUMNS.map(text).join(separator);

export const historyTable = (db: Database.Database): HistoryTable => {
  const enter = db.prepare(
    `INSERT INTO history (${COLUMNS.join(', ')}) VALUES (${each((name) => `@${name}`, ', ')})`,
  );
  const change = changesIn(db, { table: 'history', key: 'id', columns: COLUMNS });
  const same = db.prepare(`SELECT 1 FROM history WHERE ${each((name) => `${name} IS @${name}`, ' AND ')}`);
  const has = db.prepare<[number]>('SELECT 1 FROM history WHERE id = ?');
  const missing = {
    payment: db.prepare('SELECT payments FROM history_missing').pluck(),
    refund: db.prepare('SELECT refunds FROM history_missing').pluck(),
  };
  return {
    put: (number, row) => {
      const columns = columnsOf(number, row);
      if (!change(columns)) enter.run(columns);
    },
    holds: (number, row) => {
      if (same.get(columnsOf(number, row)) !== undefined) return true;
      const isDue = number > z.int().parse(missing[row.kind].get());
      return !isDue && has.get(historyId(row.kind, number)) === undefined;
    },
    clear: () =>
      void db.exec(`DELETE FROM history; INSERT INTO history_text (history_text) VALUES ('delete-all');
        UPDATE history_missing SET payments = 0, refunds = 0;`),
  };
};
