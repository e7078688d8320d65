/** Finds out which installation this is, each time its journal is opened. */
import type { Installation } from '#domain/installation/payment-ownership.ts';
import { makeIdentity, makeOpening } from '#domain/installation/mark.ts';
import type { ActivityJournal, DayJournal, Journal } from '#services/journal-ports.ts';
import type { Clock, Ids, InstallationNote, Log } from '#services/ports.ts';

export interface OpenInstallationPorts {
  readonly journal: Pick<Journal, 'highestNumber'> &
    Pick<ActivityJournal, 'lastLoss' | 'lastRecord' | 'record'> &
    Pick<DayJournal, 'lastRowAt'>;
  readonly note: InstallationNote;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** More openings than anyone needs between two rows of a journal. */
const MAX_OPENINGS = 1_000;
const RANDOM_BYTES = 8;

/** A failing disk does not stop the till from starting; charging says what is wrong. */
const orLog = (log: Log, what: string, write: () => unknown): void => {
  try {
    write();
  } catch (error) {
    log.error(what, { error });
  }
};

/** How far the numbers of a journal that arrived without its tail had got. */
const reachedElsewhere = (journal: Pick<ActivityJournal, 'lastLoss'>, recovering: number | null): number =>
  recovering === null ? 0 : (journal.lastLoss()?.payments ?? 0);

/**
 * Gives an identity to a journal that has none, such as one of version 0.1. `recovering`: when the last row of a
 * recovered journal was written (epoch ms); null once its lost payments are imported, or if nothing was lost. A
 * recovered journal may have lost its identity too; it gets back the noted one.
 */
export const openInstallation = (
  { journal, note, clock, ids, log }: OpenInstallationPorts,
  recovering: number | null,
): Installation => {
  const now = clock.now();
  const from = recovering ?? journal.lastRowAt() ?? now;
  const noted = note.read();
  const recorded = journal.lastRecord('installation-identified');
  const lost = recovering === null ? undefined : noted?.identity;
  const identity = recorded?.record.identity ?? lost ?? makeIdentity(ids.bytes(RANDOM_BYTES));
  const opening = makeOpening(ids.bytes(RANDOM_BYTES));
  const here = noted?.identity === identity && noted.openings.length > 0 ? noted : null;
  const openings = here?.openings ?? [];
  // If the openings are known here, lost payments are recognised by them, since a copy elsewhere may have used the same
  // numbers.
  const reached = here?.reached ?? reachedElsewhere(journal, recovering);
  const gap = { lastNumber: journal.highestNumber(from), from, to: now, openings, reached };
  orLog(log, 'the installation could not be noted', () =>
    note.write({ identity, openings: [...openings, opening].slice(-MAX_OPENINGS), reached }),
  );
  if (!recorded)
    orLog(log, 'the installation could not be recorded', () =>
      journal.record({ type: 'installation-identified', identity }, now),
    );
  return { identity, opening, since: recorded?.at ?? now, gap };
};
