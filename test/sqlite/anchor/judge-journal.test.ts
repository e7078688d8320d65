import { expect, test } from 'vitest';
import { alarmsAt } from '#sqlite/anchor/judge-journal.ts';
import { silentLog } from '../../support/station-kit.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { NOON, temporaryFolder } from '../kit/new-journal.ts';

/** A journal without a row, although its anchor knows that it had some. */
const gone = (mayBeginAnew: boolean) => ({
  journal: {
    head: () => ({ sequence: 0, hash: '' }),
    hashOf: () => undefined,
    lastRecord: () => undefined,
    lastPlace: () => undefined,
  },
  anchor: {
    ...newAnchor({ sequence: 7, hash: 'a'.repeat(64), restoring: null, numbers: null }),
    mayBeginAnew,
  },
  tail: { tail: 'whole' } as const,
  checkpoints: { newestByAnotherKey: () => 0 },
  backupsFolder: temporaryFolder(),
  now: NOON,
  log: silentLog,
  isRestoring: false,
  fault: null,
});

test('the journal of training may be deleted to begin anew, and that of real money is an alarm', () => {
  expect(alarmsAt(gone(false))).toEqual(['deleted']);
  expect(alarmsAt(gone(true))).toEqual([]);
});

test('in training, too, a journal that was cut raises an alarm', () => {
  const facts = gone(true);
  const cut = { ...facts.journal, head: () => ({ sequence: 3, hash: 'b'.repeat(64) }) };
  expect(alarmsAt({ ...facts, journal: cut })).toEqual(['behind']);
});

test.each([
  ['a restore that was prepared and came to nothing excuses no rewritten row', false, 0, NOON, ['rewritten']],
  ['one of a journal that was restored before does not either', false, 4, NOON - 1, ['rewritten']],
  ['a restore that has taken place does, before it is recorded', true, 0, NOON, []],
  ['a restore that has taken place does, once it is recorded', false, 4, NOON, []],
] as const)('%s', (_which, isRestoring, recordedIn, askedAt, alarms) => {
  const chosen = { sequence: 3, hash: 'b'.repeat(64), askedAt: NOON };
  const facts = gone(false);
  const journal = {
    head: () => ({ sequence: 9, hash: 'c'.repeat(64) }),
    hashOf: (sequence: number) => (sequence === 3 ? chosen.hash : 'd'.repeat(64)),
    lastRecord: (type: string) =>
      type === 'journal-restored' && recordedIn > 0
        ? { sequence: recordedIn, at: NOON, record: { askedAt } }
        : undefined,
  } as unknown as Parameters<typeof alarmsAt>[0]['journal'];
  const anchored = newAnchor({ sequence: 7, hash: 'a'.repeat(64), restoring: chosen, numbers: null });
  expect(alarmsAt({ ...facts, journal, anchor: anchored, isRestoring })).toEqual(alarms);
});
