import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { newJournalFile, NOON, openForTest, sell } from '../kit/new-journal.ts';

const script = fileURLToPath(new URL('../../../scripts/journal.ts', import.meta.url));

/** Runs `npm run journal` with these arguments. */
export const run = async (...args: string[]) => {
  const child = spawn(process.execPath, [script, ...args]);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, out, err };
};

/** The file of a closed journal with two sales a day apart. */
export const twoSales = (): string => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON, { environment: 'live' });
  sell(journal, 'T1-2', NOON + 86_400_000, { environment: 'live' });
  journal.close();
  return file;
};

/** Changes the file of a closed journal without its knowledge. */
export const alter = (file: string, sql: string): void => {
  const db = new Database(file);
  db.exec(sql);
  db.close();
};
