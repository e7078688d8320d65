/** What the journal says about this till and its office. */
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { OfficeCredential, PushJournal } from './office-ports.ts';

/**
 * Whether the office has said that this till has moved to another computer, and it has not been connected again since.
 * What it said that cannot be read it says again.
 */
export const wasReplaced = (journal: Pick<ActivityJournal, 'records' | 'lastPlace'>): boolean =>
  journal
    .records(['office-refused'], journal.lastPlace('office-connected')?.sequence ?? 0, () => undefined)
    .some(({ record }) => record.refused === 'replaced');

/**
 * Whether the till was being disconnected from this station when it ended, and only the record of that is on disk. In a
 * journal restored from before this credential, a disconnection is that of an earlier one.
 */
export const wasDisconnected = (
  journal: Pick<ActivityJournal, 'lastRecord'> & Pick<PushJournal, 'hashOf'>,
  { station, connected, journal: fetched }: OfficeCredential,
): boolean => {
  const since = connected ?? fetched?.end;
  if (since === undefined || journal.hashOf(since.sequence) !== since.hash) return false;
  const last = journal.lastRecord('office-disconnected', () => undefined);
  return last !== undefined && last.record.station === station && last.sequence > since.sequence;
};
