import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportPayments } from '#csv/export-payments.ts';
import { newJournalFile, NOON, openForTest, sell, temporaryFolder } from '../../sqlite/kit/new-journal.ts';

const DAY = 24 * 3_600_000;

test('a file of a shop that never closed a day is cancelled while the rows of earlier days are still read', async () => {
  const journalFile = newJournalFile();
  const journal = openForTest(journalFile);
  for (let count = 1; count <= 700; count += 1) sell(journal, `T1-${count}`, NOON + count);
  journal.close();
  const folder = temporaryFolder();
  const target = { journalFile, folder, makesFolder: false, environment: 'test' as const };
  const nextDay = { from: NOON + DAY / 2, to: NOON + (3 * DAY) / 2, cutOff: '00:00', timeZone: 'UTC' };
  for (const preset of ['ledger', 'excel']) {
    const cancelling = new AbortController();
    const read: number[] = [];
    const onProgress = ({ done }: { readonly done: number }): void => {
      read.push(done);
      // As the message arrives in the worker: not before the thread has a moment.
      setImmediate(() => cancelling.abort());
    };
    const { signal } = cancelling;
    const writing = exportPayments({ ...target, ...nextDay, preset }, { onProgress, signal });
    await expect(writing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect({ read, left: readdirSync(folder) }).toEqual({ read: [1_000], left: [] });
  }
});
