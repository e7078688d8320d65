import type { RecordOf } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';

type Refusal = Omit<RecordOf<'permission-refused'>, 'type' | 'counted'>;

/** More refusals in a minute than a person causes by pressing buttons. */
const ROWS_A_MINUTE = 10;

export interface RefusalsPorts {
  readonly journal: () => ActivityJournal;
  readonly clock: Clock;
}

/**
 * Records refused calls. The first ten in a minute get a row each; later ones share one row at the end of the minute,
 * so that a page that runs wild does not fill the journal.
 */
export class Refusals {
  readonly #ports: RefusalsPorts;
  readonly #minute: Alarm;
  #rows = 0;
  #last: Refusal | null = null;
  /** How often each call was refused without a row so far. */
  #counted = new Map<string, number>();

  constructor(ports: RefusalsPorts) {
    this.#ports = ports;
    this.#minute = new Alarm(ports.clock);
  }

  /** Throws if the journal cannot be written. */
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

  /** Writes the count so far. If the disk refuses, which the till reports elsewhere, counting goes on. */
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
