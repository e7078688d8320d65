import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { UpdateEvent, UpdateState } from '#domain/update/update-state.ts';
import { advance, NO_UPDATE } from '#domain/update/update-state.ts';
import type { Log } from '#services/ports.ts';

/** The state of the update, and what went wrong last. */
export class UpdateStanding {
  readonly #log: Log;
  #state: UpdateState = NO_UPDATE;
  #fault: UpdateFault | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Null once the feed has been read and its offer has been downloaded. */
  get fault(): UpdateFault | null {
    return this.#fault;
  }

  /** False if the event does not apply. */
  advance(event: UpdateEvent): boolean {
    const next = advance(this.#state, event);
    if (next === undefined) return false;
    this.#state = next;
    return true;
  }

  /** Sets what went wrong at the last start, which is in the log already. */
  begin(fault: UpdateFault | null): void {
    this.#fault = fault;
  }

  report(fault: UpdateFault | null): void {
    this.#fault = fault;
    if (fault) this.#log.warn('the update did not go on', { fault });
  }
}
