import type { RecordOf } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';

type Refusal = Omit<RecordOf<'permission-refused'>, 'type' | 'counted'>;

/** A person presses no more buttons than this in a minute that all refuse them. */
const ROWS_A_MINUTE = 10;

export interface RefusalsPorts {
  readonly journal: () => ActivityJournal;
  readonly clock: Clock;
}

/**
 * Records refused calls: each in a row of its own as it happens, and from the tenth in a minute on in one row for the
 * minute, so that a page that runs wild does not fill the journal.
 */
export class Refusals {
  readonly #ports: RefusalsPorts;
  readonly #minute: Alarm;
  #rows = 0;
  #last: Refusal | null = null;
  /** How often each call was refused that has no row yet. */
  #counted = new Map<string, number>();

  constructor(ports: RefusalsPorts) {
    this.#ports = ports;
    this.#minute = new Alarm(ports.clock);
  }

  /** Throws where the journal cannot be written. */
  add(refusal: Refusal): void {
    if (this.#rows < ROWS_A_MINUTE) {
      this.#record({ type: 'permission-refused', ...refusal });
      if (this.#rows === 0) this.#minute.setIn(PACE.sameRefusal, () => this.#endMinute());
      this.#rows += 1;
      return;
    }
    this.#last = refusal;
    this.#counted.set(refusal.call, (this.#counted.get(refusal.call) ?? 0) + 1);
  }

  /** Writes what is counted so far; where the disk is full, which the till says elsewhere, the count goes on. */
  flush(): void {
    const last = this.#last;
    if (!last) return;
    try {
      this.#record({ type: 'permission-refused', ...last, counted: Object.fromEntries(this.#counted) });
    } catch {
      return;
    }
    this.#last = null;
    this.#counted.clear();
  }

  #endMinute(): void {
    this.flush();
    if (this.#last) this.#minute.setIn(PACE.sameRefusal, () => this.#endMinute());
    else this.#rows = 0;
  }

  #record(record: RecordOf<'permission-refused'>): void {
    this.#ports.journal().record(record, this.#ports.clock.now());
  }
}
