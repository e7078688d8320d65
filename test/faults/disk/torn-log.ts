/** A power cut during a write: the write-ahead log ends at any byte of its last frames. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { verify } from '#sqlite/check/verify.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { intended, NOON, sell } from '../../sqlite/kit/sales.ts';
import { inFolder } from './in-folder.ts';
import type { DiskFault } from './rows.ts';

/** A page and its header. */
const FRAME = 4096 + 24;

/**
 * A journal killed while its last row was written: its files, and the head of its chain before and after that
 * row.
 */
const killed = (folder: string) => {
  const file = join(folder, 'killed.db');
  const journal = openJournal(file);
  sell(journal, 'T1-1');
  const before = journal.head().hash;
  const synced = statSync(`${file}-wal`).size;
  journal.append('T1-2', intended('T1-2'), NOON + 60_000);
  const after = journal.head().hash;
  const files = { db: readFileSync(file), log: readFileSync(`${file}-wal`) };
  journal.close();
  return { ...files, synced, before, after };
};

const lastHash = (file: string): string => {
  const db = new Database(file, { readonly: true });
  const { hash } = eventsTable(db).head();
  db.close();
  return hash;
};

/** Opens the journal as the till does, sells, and verifies every row. */
const goesOn = (file: string): boolean => {
  const journal = openJournal(file);
  sell(journal, 'T1-9', NOON + 120_000);
  journal.close();
  return verify(file).ok;
};

/** Cuts the log at every byte of its last `frames` frames: all rows but the one being written must be there. */
export const tornLog = (frames: number): Promise<DiskFault> =>
  inFolder((folder) => {
    const { db, log, synced, before, after } = killed(folder);
    const file = join(folder, 'cut.db');
    const restore = (length: number): void => {
      writeFileSync(file, db);
      writeFileSync(`${file}-wal`, log.subarray(0, length));
    };
    const shortest = Math.max(synced, log.length - frames * FRAME);
    let wrong = 0;
    restore(log.length);
    if (lastHash(file) !== after) wrong += 1;
    for (let length = log.length - 1; length >= shortest; length -= 1) {
      truncateSync(`${file}-wal`, length);
      if (lastHash(file) !== before) wrong += 1;
    }
    for (let length = log.length; length >= shortest; length -= FRAME / 4) {
      restore(length);
      if (!goesOn(file)) wrong += 1;
    }
    const cuts = log.length - shortest;
    return {
      fault: 'write-ahead log torn',
      outcome: `cut at each of its last ${cuts} bytes: ${wrong} times a synced row was missing`,
      ok: wrong === 0 && cuts >= FRAME,
    };
  });
