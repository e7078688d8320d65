/**
 * Adds up the rows since the last Z while they are written, so that an X or a Z is quick however long ago that Z was.
 * The sums are kept only in memory and follow from the rows alone.
 */
import type { Recorded } from '#domain/journal/activity-record.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { RecordPlace } from '#services/journal-ports.ts';
import { RowReader } from './read-rows.ts';
import type { ReportJournal, ReportPorts } from './report-ports.ts';

export interface SinceZ {
  /** Where the last Z is; undefined before the first. */
  readonly after: RecordPlace | undefined;
  /** The last Z; undefined also if it cannot be read. The rows then lack it: an X is shown, and no day is closed. */
  readonly previous: Recorded<'day-closed'> | undefined;
  readonly rows: RowReader;
}

const lastZ = (journal: ReportJournal): Recorded<'day-closed'> | undefined => {
  try {
    return journal.lastRecord('day-closed');
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
};

const beginning = (ports: ReportPorts): SinceZ => {
  const after = ports.journal.lastPlace('day-closed');
  const previous = lastZ(ports.journal);
  const lacked = after && !previous ? [after.sequence] : [];
  return { after, previous, rows: new RowReader(ports, after ?? null, lacked) };
};

export class RowsSinceZ {
  readonly #ports: ReportPorts;
  #kept: SinceZ | null = null;
  #isReadingAhead = false;
  #stopped = false;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /** All rows since the last Z, read in slices between which the till goes on. After a failed read, all are read again. */
  async caughtUp(): Promise<SinceZ> {
    for (;;) {
      const since = this.#current();
      await since.rows.catchUp();
      if (since === this.#kept) return since;
    }
  }

  /** Reads new rows in the background, so that few are left when somebody asks for a report. */
  async readAhead(): Promise<void> {
    if (this.#isReadingAhead) return;
    this.#isReadingAhead = true;
    try {
      do await this.#ports.yieldNow();
      while (!this.#stopped && this.#current().rows.readSlice());
    } finally {
      this.#isReadingAhead = false;
    }
  }

  /**
   * A Z is about to be written. Rows after it belong to another report; if writing it fails, all rows are read again.
   */
  forget(): void {
    this.#kept = null;
  }

  /** The journal is about to close. */
  stop(): void {
    this.#stopped = true;
  }

  #current(): SinceZ {
    if (!this.#kept || this.#kept.rows.isBroken) this.#kept = beginning(this.#ports);
    return this.#kept;
  }
}
