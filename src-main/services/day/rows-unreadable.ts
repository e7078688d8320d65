/** Rows that a report or a shift needs and that this version cannot read. */
import type { Recorded, RecordType } from '#domain/journal/activity-record.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { ActivityJournal, DayJournal, Loss } from '#services/journal-ports.ts';

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

/** What `read` reads of the newest record of a type. Throws RowsUnreadable, which names its row. */
const naming = <R>(journal: Pick<ActivityJournal, 'lastPlace'>, type: RecordType, read: () => R): R => {
  try {
    return read();
  } catch (error) {
    const place = isUnreadable(error) ? journal.lastPlace(type) : undefined;
    if (!place) throw error;
    throw new RowsUnreadable([String(place.sequence)], { cause: error });
  }
};

/** The newest record of a type; see `naming`. */
export const lastReadable = <T extends RecordType>(
  journal: Pick<ActivityJournal, 'lastRecord' | 'lastPlace'>,
  type: T,
): Recorded<T> | undefined => naming(journal, type, () => journal.lastRecord(type));

/** The last loss. Throws RowsUnreadable if not even its numbers can be read. */
export const lastLossIn = (journal: Pick<ActivityJournal, 'lastLoss' | 'lastPlace'>): Loss | undefined =>
  naming(journal, 'tail-lost', () => journal.lastLoss());

/** The Z with this number, if there is one. Throws RowsUnreadable. */
export const zNumbered = (
  journal: Pick<DayJournal, 'closedDay'>,
  number: number,
): Recorded<'day-closed'> | undefined =>
  journal.closedDay(number, (sequence) => {
    throw new RowsUnreadable([String(sequence)]);
  });
