/**
 * Adds up the rows since the last Z while they are written, so that an X or a Z is quick however long ago that Z was.
 * The sums are kept only in memory and follow from the rows alone.
 */
import type { Recorded } from '#domain/journal/activity-record.ts';
import { RowReader } from './read-rows.ts';
import type { ReportPorts } from './report-ports.ts';
import { lastReadable } from './rows-unreadable.ts';

export interface SinceZ {
  /** Undefined before the first. */
  readonly previous: Recorded<'day-closed'> | undefined;
  readonly rows: RowReader;
}

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
    if (!this.#kept || this.#kept.rows.isBroken) {
      const previous = lastReadable(this.#ports.journal, 'day-closed');
      this.#kept = { previous, rows: new RowReader(this.#ports, previous ?? null) };
    }
    return this.#kept;
  }
}
