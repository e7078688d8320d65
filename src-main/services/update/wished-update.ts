/** An update that is to be installed when the day is closed: the note has which, the journal who said so. */
import type { Acting } from '#services/staff/session-types.ts';
import type { InstallPorts } from './install-update.ts';

type WishPorts = Pick<InstallPorts, 'journal' | 'note' | 'clock'>;

export const wishUpdate = ({ journal, note, clock }: WishPorts, version: string, acting: Acting): void => {
  const { by, approvedBy } = acting;
  journal().record({ type: 'update-scheduled', by, approvedBy, version }, clock.now());
  note.write({ ...note.read(), wish: { version, by, approvedBy } });
};

/** Whoever asked for this version; null where nobody did. Anybody who has the data folder could write the note. */
export const wishedBy = ({ journal, note }: Omit<WishPorts, 'clock'>, version: string): Acting | null => {
  if (note.read().wish?.version !== version) return null;
  const asked = journal().lastRecord('update-scheduled');
  const changed = journal().lastRecord('program-changed')?.sequence ?? 0;
  return asked?.record.version === version && asked.sequence > changed ? asked.record : null;
};

/** What failed is not tried over and over: a manager reads why, and says so again. */
export const forgetWish = ({ note }: Pick<WishPorts, 'note'>): void =>
  note.write({ ...note.read(), wish: null });
