import type { Head } from '#domain/journal/chained-row.ts';
import type { UntakenWhy } from '#domain/office/office-standing.ts';
import { PUSH_ROWS } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock } from '#services/ports.ts';

/**
 * Finds the row that the office does not take, by ever smaller pushes, and holds it and all after it back: the office hears of
 * it with the till's state, and is asked anew now and then, for it or the till may be of a later version by then.
 */
export class UntakenRows {
  readonly #clock: Pick<Clock, 'now' | 'steady'>;
  #most = PUSH_ROWS;
  #untaken: TillState['untaken'];
  #againAt = 0;

  constructor(clock: Pick<Clock, 'now' | 'steady'>) {
    this.#clock = clock;
  }

  /** Undefined while the office takes what it is sent. */
  get untaken(): TillState['untaken'] {
    return this.#untaken;
  }

  /** How many rows the next push may have. */
  get most(): number {
    return this.isHeldBack ? 0 : this.#most;
  }

  get isHeldBack(): boolean {
    return this.#untaken !== undefined && this.#clock.steady() < this.#againAt;
  }

  /** A push of so many rows after one was not taken; false where that says nothing of any row. */
  refused({ sequence }: Head, rows: number, why: UntakenWhy): boolean {
    if (rows === 1) this.hold(sequence + 1, why);
    else this.#most = Math.max(1, Math.floor(rows / 2));
    return rows > 0;
  }

  hold(row: number, why: UntakenWhy): void {
    const known = this.#untaken?.row === row ? this.#untaken.since : undefined;
    this.#untaken = { row, why, since: known ?? this.#clock.now() };
    this.#againAt = this.#clock.steady() + PACE.office.unsound;
  }

  /** The office has this row, and so many came with this push. */
  taken({ sequence }: Head, rows: number): void {
    const next = sequence + 1;
    if (this.#untaken?.row !== next) this.#untaken = undefined;
    if (rows > 0) this.#most = Math.min(PUSH_ROWS, 2 * this.#most);
  }
}
