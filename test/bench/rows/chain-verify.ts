/** How fast a journal's whole chain is verified: every row's place, hash, link, payload and story. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { walkChain } from '#sqlite/check/walk-chain.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { NOON, sell } from '../../sqlite/kit/sales.ts';
import { inTurn } from '../kit/in-turn.ts';
import type { BenchRow, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { bareHashes } from '../limits/bare-hashes.ts';

/** Three events each; few enough to stay in the system's cache, so that no disk is measured. */
const SALES = 5_000;
const ROUNDS = { warmUps: 2, rounds: 15 };
const EVERY_MS = 60_000;

const measure = async (): Promise<Measured> => {
  const folder = mkdtempSync(join(benchFolder(), 'chain-'));
  const file = join(folder, 'journal.db');
  const lock = lockJournal(file);
  const db = openDatabase(file);
  const journal = journalOver(db, lock);
  try {
    journal.transaction(() => {
      for (let n = 1; n <= SALES; n += 1)
        sell(journal, `C1-20261123-${String(n).padStart(6, '0')}-Q4ZK7MA3F8-0000ABCD`, NOON + n * EVERY_MS);
    });
    const limit = bareHashes(db);
    const station = (): void => {
      if (!walkChain(db).ok) throw new Error('The journal of the bench is broken.');
    };
    return await inTurn({ station, limit }, ROUNDS);
  } finally {
    journal.close();
    rmSync(folder, { recursive: true });
  }
};

export const chainVerify: BenchRow = {
  name: 'chain-verify',
  what: 'the whole chain of 15,000 events verified',
  beside: 'each row read and SHA-256 over its bytes',
  unit: 'ms',
  promise: { p50: 3 },
  measure,
};
