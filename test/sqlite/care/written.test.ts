import { expect, onTestFinished, test } from 'vitest';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { newKey } from '../../support/new-key.ts';
import { silentLog } from '../../support/station-kit.ts';
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
