/** Journals in temporary folders, gone after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenJournal } from '#sqlite/journal.ts';
import { openJournal } from './open-journal.ts';
import { NOON, sell } from './sales.ts';

export * from './sales.ts';

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const newJournalFile = (): string => join(temporaryFolder(), 'books', 'journal.db');

/** An open journal that is closed after the test. */
export const openForTest = (file: string): OpenJournal => {
  const journal = openJournal(file);
  onTestFinished(() => journal.close());
  return journal;
};

/** A closed journal of three sales: nine rows, and everything in the one file. */
export const threeSales = (): string => {
  const file = newJournalFile();
  const journal = openForTest(file);
  for (const number of [1, 2, 3]) {
    sell(journal, `T1-${number}`, NOON + number * 60_000, { orderReference: '支付宝 \ufffd 🧾' });
  }
  journal.close();
  return file;
};
