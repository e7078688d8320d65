import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { UpdateEvent, UpdateState } from '#domain/update/update-state.ts';
import { advance, NO_UPDATE } from '#domain/update/update-state.ts';
import type { Log } from '#services/ports.ts';

/** How far the update has come, and what went wrong last. */
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

  /** Null once the feed has been read and what it offers is here. */
  get fault(): UpdateFault | null {
    return this.#fault;
  }

  /** False where the event does not apply. */
  advance(event: UpdateEvent): boolean {
    const next = advance(this.#state, event);
    if (next === undefined) return false;
    this.#state = next;
    return true;
  }

  /** What the last start has left to say; it is in the log already. */
  begin(fault: UpdateFault | null): void {
    this.#fault = fault;
  }

  tell(fault: UpdateFault | null): void {
    this.#fault = fault;
    if (fault) this.#log.warn('the update did not go on', { fault });
  }
}
