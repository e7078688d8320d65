import type { Push } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { laterPartsOf, withoutLaterParts } from '#domain/office/till-state.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock } from '#services/ports.ts';

const nameOf = (state: TillState): string => laterPartsOf(state).join(' ');

/**
 * Decides what of its state the till tells the office. An older office takes no push whose state has a part that it does
 * not know; it then gets the state without what the first tills did not send. Now and then it gets all again, since it
 * may have been updated.
 */
export class ReportedState {
  readonly #clock: Pick<Clock, 'steady'>;
  /** Sets of parts that the office has taken. */
  readonly #known = new Set<string>();
  #isAsking = false;
  #olderUntil = -Infinity;

  constructor(clock: Pick<Clock, 'steady'>) {
    this.#clock = clock;
  }

  /** Whether the next push must have no rows, so that only its state can be why it is not taken. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  of(state: TillState): TillState {
    return this.#clock.steady() < this.#olderUntil ? withoutLaterParts(state) : state;
  }

  taken({ state }: Push): void {
    this.#isAsking = false;
    this.#known.add(nameOf(state));
  }

  /** Whether a push was perhaps not taken because of its state, so that the next one must find out, or leaves parts out. */
  isToBlame({ state, rows }: Push): boolean {
    const name = nameOf(state);
    const isAsking = rows.length > 0;
    this.#isAsking = false;
    if (name === '' || (isAsking && this.#known.has(name))) return false;
    if (!isAsking) this.#olderUntil = this.#clock.steady() + PACE.office.unsound;
    this.#isAsking = isAsking;
    return true;
  }
}
