/** Rows that a report or a shift needs and that this version cannot read. */
import type { Recorded, RecordType } from '#domain/journal/activity-record.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';

/** Sums would lack what cannot be read, so nothing was closed or written. */
export class RowsUnreadable extends Error {
  override readonly name = 'RowsUnreadable';
  /** References of payments and refunds, or numbers of other rows. */
  readonly unread: readonly string[];

  constructor(unread: readonly string[], options?: ErrorOptions) {
    super(`rows cannot be read: ${unread.join(', ')}`, options);
    this.unread = unread;
  }
}

/** The newest record of a type. Throws RowsUnreadable, which names its row. */
export const lastReadable = <T extends RecordType>(
  journal: Pick<ActivityJournal, 'lastRecord' | 'lastPlace'>,
  type: T,
): Recorded<T> | undefined => {
  try {
    return journal.lastRecord(type);
  } catch (error) {
    const place = isUnreadable(error) ? journal.lastPlace(type) : undefined;
    if (!place) throw error;
    throw new RowsUnreadable([String(place.sequence)], { cause: error });
  }
};
