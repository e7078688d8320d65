/** An office that has a till, and a new computer, still in training, that restores it. */
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Enrolment } from '#domain/office/enrolment.ts';
import type { RestoreEnvironment } from '#services/office/restore-ahead.ts';
import { RestoreAhead } from '#services/office/restore-ahead.ts';
import { TillRestore } from '#services/office/till-restore.ts';
import { newTillState } from '#services/office/till-state.ts';
import { journalDraft } from '#sqlite/care/journal-draft.ts';
import { restoredShop } from '#sqlite/care/restored-shop.ts';
import { restoredDraft, restoredOf, restoreNote } from '#sqlite/restore/restore-note.ts';
import { worker } from '../../sqlite/kit/journal-worker.ts';
import { newJournalFile } from '../../sqlite/kit/new-journal.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { memoryNote, memoryOfficeVault } from '../../support/office/memory-office.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';
import { officeKit, tillState } from './office-kit.ts';

export const IDENTITY = 'Q4ZK7M';

/** `noted`: the installation that its note names; `own`: that of the journal itself. */
const placeOf = () => ({
  file: newJournalFile(),
  vault: memoryOfficeVault(),
  opened: 0,
  noted: 'AAAAAA' as string | null,
  own: 'AAAAAA',
});

/** An office that has a till of an environment, and a new computer with an empty journal for each of them. */
export const fresh = (of: RestoreEnvironment = 'live') => {
  const former = officeKit();
  former.journal.record({ type: 'installation-identified', identity: IDENTITY }, 1);
  for (let sale = 1; sale <= 4; sale += 1) former.sellOne();
  const { clock, typed, changes } = former;
  const { office } = officeKit(false);
  const batch = former.journal.rowsToPush(0, 500, Infinity)!;
  const after = { sequence: 0, hash: '0'.repeat(64) };
  office.take({ after, rows: [...batch.rows], upTo: batch.upTo, end: batch.upTo, state: tillState });
  office.installation = IDENTITY;
  const letIn = office.restore.bind(office);
  const asked: string[] = [];
  office.restore = async (address: string, enrolment: Enrolment) => {
    asked.push(enrolment.state.environment);
    return enrolment.state.environment === of
      ? letIn(address, enrolment)
      : Promise.resolve({ kind: 'refused', refused: 'other-environment' });
  };
  const disk: { free: number | null } = { free: null };
  const places = {
    live: placeOf(),
    test: placeOf(),
  };
  const openOf = (environment: RestoreEnvironment) => () => {
    const { file, vault, own } = places[environment];
    places[environment].opened += 1;
    const journal = openJournal(file);
    const restore = new TillRestore({
      clock,
      ids: countingIds(),
      log: { ...silentLog, hide: () => undefined },
      journal,
      note: memoryNote(),
      changes,
      offices: office,
      vault,
      identity: own,
      care: {
        draft: () =>
          journalDraft({ file, anchor: newAnchor(), worker, freeBytes: () => disk.free }, () => clock.now()),
      },
      tillState: () => newTillState('1.0.0', environment),
    });
    return {
      restore,
      close: async () => {
        places[environment].opened -= 1;
        journal.close();
        return Promise.resolve();
      },
    };
  };
  const warned: string[] = [];
  /** As after a start of the program. */
  const begun = (): RestoreAhead =>
    new RestoreAhead({
      log: { ...silentLog, warn: (message: string) => void warned.push(message) },
      changes,
      place: (environment) => {
        const { file, vault, noted } = places[environment];
        return {
          vault,
          identity: () => noted,
          journalOf: (station) => restoredOf(file, station),
          shop: () => restoredShop(restoredDraft(file)),
          open: async () => Promise.resolve(openOf(environment)()),
          forget: () => restoreNote(file).drop(),
        };
      },
    });
  const ahead = begun();
  onTestFinished(async () => ahead.stop());
  const isPrepared = (environment: RestoreEnvironment): boolean =>
    existsSync(join(dirname(places[environment].file), 'restore.json'));
  const patiently = async <T>(work: Promise<T>): Promise<T> => {
    await clock.pass(600_000);
    return work;
  };
  return { ahead, begun, office, typed, places, asked, disk, warned, isPrepared, patiently };
};
