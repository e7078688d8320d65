import type { Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { Log } from '#services/ports.ts';
import type { Shifts } from './shifts.ts';

/** In training and on the bench nobody has to open a shift before selling. */
export class TrainingShift {
  readonly #shifts: Pick<Shifts, 'open'>;
  readonly #log: Log;
  #begun = false;

  constructor(shifts: Pick<Shifts, 'open'>, log: Log) {
    this.#shifts = shifts;
    this.#log = log;
  }

  /** Opens a shift for the first person since the start who may sell. */
  ensureShift(person: Person): void {
    if (this.#begun || !may(person.role, 'open-shift')) return;
    this.#begun = true;
    this.open(person);
  }

  /** Opens a shift, for example after a Z, unless one is open. */
  open(by: Person): void {
    try {
      this.#shifts.open(by);
    } catch (error) {
      // A failing disk does not keep anyone from the till; charging reports what is wrong.
      this.#log.error('the training shift could not be opened', { error });
    }
  }
}
