import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock } from '#services/ports.ts';
import type { CursorNote, PushJournal } from '#services/office/office-ports.ts';

export interface PushCursorPorts {
  readonly clock: Clock;
  readonly journal: PushJournal;
  readonly note: CursorNote;
}

const { heartbeat, behindAfter } = PACE.office;

/** Keeps how far the office has confirmed the journal, and what it lacks. */
export class PushCursor {
  readonly #ports: PushCursorPorts;
  readonly #station: string;
  #head: Head | null = null;
  #confirmedAt: number | null = null;
  #notedAt = -Infinity;
  /** When the first row that the office lacks was written. */
  #lacking: { readonly after: number; readonly since: number } | null = null;

  constructor(ports: PushCursorPorts, station: string) {
    this.#ports = ports;
    this.#station = station;
  }

  /** The last row that the office has confirmed; null while that is not known. */
  get head(): Head | null {
    return this.#head;
  }

  /** Epoch ms. */
  get confirmedAt(): number | null {
    return this.#confirmedAt;
  }

  /** Whether the journal has rows that the office has not confirmed. */
  get isBehind(): boolean {
    return this.#head !== null && this.#ports.journal.head().sequence > this.#head.sequence;
  }

  get behind(): OfficeStanding['behind'] {
    const { clock, journal } = this.#ports;
    if (!this.#head || !this.isBehind) return null;
    const since = this.#lackingSince(this.#head.sequence);
    if (since === undefined) return null;
    const events = journal.head().sequence - this.#head.sequence;
    return { events, since, isLate: clock.now() - since > behindAfter };
  }

  /** Whether this is a row of the till's own journal. */
  isOurs({ sequence, hash }: Head): boolean {
    return hash === (sequence === 0 ? NO_ROWS.hash : this.#ports.journal.hashOf(sequence));
  }

  /** Continues from the cursor that was noted before the start, if it is in this journal. */
  recall(): void {
    const noted = this.#ports.note.read();
    if (noted?.station !== this.#station || !this.isOurs(noted.cursor)) return;
    this.#head = noted.cursor;
    this.#confirmedAt = noted.at;
  }

  confirm(head: Head): void {
    const { clock } = this.#ports;
    this.#head = head;
    this.#confirmedAt = clock.now();
    if (clock.steady() - this.#notedAt >= heartbeat) this.note();
  }

  note(): void {
    if (this.#head === null || this.#confirmedAt === null) return;
    this.#notedAt = this.#ports.clock.steady();
    this.#ports.note.write({ station: this.#station, cursor: this.#head, at: this.#confirmedAt });
  }

  #lackingSince(after: number): number | undefined {
    if (this.#lacking?.after !== after) {
      const first = this.#ports.journal.rowsToPush(after, 1, 0)?.rows[0];
      this.#lacking = first ? { after, since: first[0] } : null;
    }
    return this.#lacking?.since;
  }
}
