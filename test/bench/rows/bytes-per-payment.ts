/** What a payment takes up on the disk, with everything that lists, searches, sums and proves it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { journalOver } from '#sqlite/journal.ts';
import { NOON } from '../../sqlite/kit/sales.ts';
import type { BenchRow, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { CASHIERS, chen, printReceipts, refundSome, saleOf, sell } from '../kit/year-of-sales.ts';
import { bytesOfEvents } from '../limits/bare-events.ts';

/**
 * Enough payments that one page more or less, and what a journal holds before its first sale, no longer
 * matter.
 */
const PAYMENTS = 5_000;
/** A sale every half minute. */
const EVERY_MS = 30_000;

const sellAll = (file: string): void => {
  const lock = lockJournal(file);
  const db = openDatabase(file);
  const journal = journalOver(db, lock);
  db.transaction(() => {
    for (let n = 0; n < PAYMENTS; n += 1) {
      const sale = saleOf(n, NOON + n * EVERY_MS, CASHIERS[n % CASHIERS.length] ?? chen);
      sell(journal, sale);
      printReceipts(journal, sale);
      refundSome(journal, sale);
    }
  })();
  journal.close();
};

const measure = async (): Promise<Measured> => {
  const folder = mkdtempSync(join(benchFolder(), 'bytes-'));
  const file = join(folder, 'journal.db');
  try {
    sellAll(file);
    const events = bytesOfEvents(file, join(folder, 'events.db'));
    return await Promise.resolve({
      station: [statSync(file).size / PAYMENTS],
      limit: [events / PAYMENTS],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export const bytesPerPayment: BenchRow = {
  name: 'bytes-per-payment',
  what: 'bytes on the disk per payment, refunds and receipts with it',
  beside: 'a file with the same rows of events and no index',
  unit: 'bytes',
  promise: { p50: 2 },
  measure,
};
