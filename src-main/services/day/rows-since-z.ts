/**
 * The rows since the last Z, added up while they are written: an X and a Z cost what they show, however long ago that Z
 * was. What was added up is in memory alone, and comes from the rows alone.
 */
import type { Recorded } from '#domain/journal/activity-record.ts';
import { RowReader } from './read-rows.ts';
import type { ReportPorts } from './report-ports.ts';

export interface SinceZ {
  /** Undefined before the first. */
  readonly previous: Recorded<'day-closed'> | undefined;
  readonly rows: RowReader;
}

export class RowsSinceZ {
  readonly #ports: ReportPorts;
  #kept: SinceZ | null = null;
  #isFollowing = false;
  #stopped = false;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /** All of them, read in slices between which the till goes on. */
  async caughtUp(): Promise<SinceZ> {
    for (;;) {
      const since = this.#current();
      await since.rows.catchUp();
      if (since === this.#kept) return since;
    }
  }

  /** Reads in the background what was written since, so that little is left when somebody asks. */
  async follow(): Promise<void> {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    try {
      do await this.#ports.breathe();
      while (!this.#stopped && this.#current().rows.readSlice());
    } finally {
      this.#isFollowing = false;
    }
  }

  /** A Z is about to be written: what comes after it is another report, and where it fails all rows are read anew. */
  forget(): void {
    this.#kept = null;
  }

  /** The journal is about to close. */
  stop(): void {
    this.#stopped = true;
  }

  #current(): SinceZ {
    if (!this.#kept) {
      const previous = this.#ports.journal.lastRecord('day-closed');
      this.#kept = { previous, rows: new RowReader(this.#ports, previous ?? null) };
    }
    return this.#kept;
  }
}
