/** A journal with its checkpoints and backups, as the till keeps it, in a temporary folder. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Log, SigningKey } from '#services/ports.ts';
import { backUp } from '#sqlite/restore/backup.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { SafelyOpened } from '#sqlite/restore/open-safely.ts';
import { openJournalSafely } from '#sqlite/restore/open-safely.ts';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { newKey } from '../../support/new-key.ts';
import { newJournalFile, NOON, openForTest, sell } from './new-journal.ts';

/** A log that keeps its lines. */
export class PaperLog implements Log {
  readonly lines: string[] = [];
  readonly info = (message: string): void => void this.lines.push(message);
  readonly warn = this.info;
  readonly error = this.info;
}

export interface Shop {
  readonly file: string;
  readonly folder: string;
  readonly backupsFolder: string;
  readonly checkpoints: Checkpoints;
  readonly key: SigningKey;
  readonly anchor: JournalAnchor;
}

export const newShop = (file = newJournalFile(), key = newKey(), anchor = newAnchor()): Shop => {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  return {
    file,
    folder,
    backupsFolder: join(folder, 'backups'),
    checkpoints: openCheckpoints(join(folder, 'checkpoints'), key),
    key,
    anchor,
  };
};

/** Makes this many sales, a minute apart, three rows each, starting with this payment number. */
export const sellMany = (journal: Journal, from: number, count: number): void => {
  for (let number = from; number < from + count; number += 1) {
    sell(journal, `T1-${number}`, NOON + number * 60_000, { orderReference: '支付宝 🧾' });
  }
};

/** A closed journal of `backedUp` sales in a backup and `since` more; the end is signed. */
export const tradedShop = async (backedUp = 3, since = 2): Promise<Shop> => {
  const shop = newShop();
  const journal = openForTest(shop.file);
  sellMany(journal, 1, backedUp);
  await backUp(journal, shop.backupsFolder, shop.checkpoints, NOON);
  sellMany(journal, backedUp + 1, since);
  shop.checkpoints.sign(journal.head(), NOON);
  journal.close();
  return shop;
};

/** Changes one row without the journal's knowledge. */
export const spoilRow = (file: string, sequence: number, change = 'at = at + 1'): void => {
  const db = new Database(file);
  const guard = db
    .prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'")
    .pluck()
    .get() as string;
  db.exec('DROP TRIGGER events_are_never_changed');
  db.prepare(`UPDATE events SET ${change} WHERE sequence = ?`).run(sequence);
  db.exec(guard);
  db.close();
};

/** Adds to the story of a payment, as the next row, an event that only a newer program knows or lets happen. */
export const addNewerEvent = (
  file: string,
  reference: string,
  type = 'of-a-newer-program',
  fields: object = {},
): void => {
  const db = new Database(file);
  const head = db.prepare<[], Head>('SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1').get();
  const { sequence, hash: previousHash } = head ?? NO_ROWS;
  const row = {
    sequence: sequence + 1,
    at: NOON,
    reference,
    type,
    payload: JSON.stringify({ type, ...fields }),
    previousHash,
  };
  db.prepare(
    `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
     VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`,
  ).run({ ...row, hash: hashOf(row) });
  db.prepare(
    'UPDATE payments SET body = @body, sequence = @sequence, hash = @hash WHERE reference = @reference',
  ).run({ reference, sequence: row.sequence, hash: hashOf(row), body: `{"state":"${type}"}` });
  db.close();
};

/** Opens as the till does; closed after the test. */
export const openShop = (shop: Shop, checkAll = false, now = NOON): SafelyOpened => {
  const opened = openJournalSafely({ ...shop, now, checkAll });
  onTestFinished(() => opened.journal.close());
  return opened;
};
