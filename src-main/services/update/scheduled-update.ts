/**
 * An update to be installed when the day is closed. The note says which one, the journal who asked for it. A newer one
 * that is offered meanwhile takes its place: whoever asked wants the till to be up to date, and the older one is gone.
 */
import { isNewer, isVersion } from '#domain/update/version.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { InstallPorts } from './install-update.ts';

type SchedulePorts = Pick<InstallPorts, 'journal' | 'note' | 'clock'>;

export const scheduleUpdate = (
  { journal, note, clock }: SchedulePorts,
  version: string,
  acting: Acting,
): void => {
  const { by, approvedBy } = acting;
  journal().record({ type: 'update-scheduled', by, approvedBy, version }, clock.now());
  note.write({ ...note.read(), wish: { version, by, approvedBy } });
};

/**
 * The person who asked for this version, or for one that it has replaced; null if nobody did. The note alone is not
 * enough, because anybody who has the data folder could write it.
 */
export const scheduledBy = (
  { journal, note }: Omit<SchedulePorts, 'clock'>,
  version: string,
): Acting | null => {
  const { wish } = note.read();
  const asked = journal().lastRecord('update-scheduled', () => undefined);
  if (!wish || !asked || asked.record.version !== wish.version) return null;
  if (!isVersion(wish.version) || isNewer(wish.version, version)) return null;
  const changed = journal().lastPlace('program-changed')?.sequence ?? 0;
  return asked.sequence > changed ? asked.record : null;
};

/** A failed update is not tried again by itself: a manager reads why it failed, and asks for it again. */
export const unscheduleUpdate = ({ note }: Pick<SchedulePorts, 'note'>): void =>
  note.write({ ...note.read(), wish: null });
