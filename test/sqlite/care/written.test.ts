import { statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { newKey } from '../../support/new-key.ts';
import { silentLog } from '../../support/station-kit.ts';
import { keep, sellNext } from '../kit/crash.ts';
import { newShop } from '../kit/shop-journal.ts';
import { worker } from '../kit/journal-worker.ts';
import { intended, newJournalFile, NOON } from '../kit/new-journal.ts';

test('whatever is written to the journal is told once, when it can be read, and nothing else is', () => {
  const file = newJournalFile();
  const heads: number[] = [];
  const kept = openManagedJournal({
    worker,
    file,
    key: newKey(),
    anchor: newAnchor(),
    clock: new HandClock(NOON),
    log: silentLog,
    isBusy: () => false,
    onChange: () => undefined,
    onWritten: () => heads.push(kept.journal.head().sequence),
  });
  onTestFinished(async () => kept.close());
  const { journal } = kept;
  const by = { id: 'p-1', name: 'Chen', role: 'manager' } as const;
  journal.append('T1-1', intended('T1-1'), NOON);
  journal.append('T1-1', { type: 'late-accepted', by }, NOON);
  journal.record({ type: 'shift-opened', number: 1, by }, NOON);
  journal.transaction(() => {
    journal.append('T1-2', intended('T1-2'), NOON);
    return journal.record({ type: 'signed-in', by }, NOON);
  });
  expect(heads).toEqual([1, 2, 4]);
  journal.transaction(() => void journal.record({ type: 'signed-in', by }, NOON));
  expect(heads).toEqual([1, 2, 4, 5]);
  journal.transaction(() => 'nothing was written');
  expect(heads).toEqual([1, 2, 4, 5]);
});

test('a disk from which the journal cannot be read any more is a failing disk', async () => {
  const { shop, kept } = keep(newShop());
  sellNext(kept.journal);
  const other = new Database(shop.file);
  other.exec('UPDATE payments SET amount = amount');
  other.pragma('wal_checkpoint(TRUNCATE)');
  other.close();
  writeFileSync(shop.file, Buffer.alloc(statSync(shop.file).size, 'x'));
  expect(() => kept.journal.append('T1-2', intended('T1-2'), NOON)).toThrow(DiskFailed);
  expect(kept.health().diskTrouble).toBe('failing');
  await kept.close();
});
