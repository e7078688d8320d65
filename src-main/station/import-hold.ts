import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock } from '#services/ports.ts';

/**
 * Holds charges while lost payments are imported, so that a customer who has paid is not charged again; but no longer
 * than a shop can wait.
 */
export class ImportHold {
  readonly #onEnd: () => void;
  readonly #alarm: Alarm;
  #holds = false;

  constructor(clock: Clock, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#alarm = new Alarm(clock);
  }

  get holds(): boolean {
    return this.#holds;
  }

  begin(): void {
    this.#holds = true;
    this.#alarm.setIn(PACE.importHoldsCharges, () => {
      this.end();
      this.#onEnd();
    });
  }

  end(): void {
    this.#holds = false;
    this.#alarm.cancel();
  }
}
