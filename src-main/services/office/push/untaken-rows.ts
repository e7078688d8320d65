import type { Head } from '#domain/journal/chained-row.ts';
import type { UntakenWhy } from '#domain/office/office-standing.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock } from '#services/ports.ts';

/**
 * Finds the row that the office does not take, by ever smaller pushes, and holds back that row and all after it. The
 * till's state tells the office about it. The row is tried again now and then, since the office or the till may have
 * been updated.
 */
export class UntakenRows {
  readonly #clock: Pick<Clock, 'now' | 'steady'>;
  #limit = MAX_PUSH_ROWS;
  #untaken: TillState['untaken'];
  #againAt = 0;

  constructor(clock: Pick<Clock, 'now' | 'steady'>) {
    this.#clock = clock;
  }

  /** Undefined while the office takes what it is sent. */
  get untaken(): TillState['untaken'] {
    return this.#untaken;
  }

  /** The most rows that the next push may have. */
  get limit(): number {
    return this.isHeldBack ? 0 : this.#limit;
  }

  get isHeldBack(): boolean {
    return this.#untaken !== undefined && this.#clock.steady() < this.#againAt;
  }

  /**
   * A push of this many rows after the given one was not taken; false if the push had no rows, so no row is to blame.
   */
  refused({ sequence }: Head, rows: number, why: UntakenWhy): boolean {
    if (rows === 1) this.hold(sequence + 1, why);
    else this.#limit = Math.max(1, Math.floor(rows / 2));
    return rows > 0;
  }

  hold(row: number, why: UntakenWhy): void {
    const known = this.#untaken?.row === row ? this.#untaken.since : undefined;
    this.#untaken = { row, why, since: known ?? this.#clock.now() };
    this.#againAt = this.#clock.steady() + PACE.office.unsound;
  }

  /** The office has the rows up to this one; `rows` came with this push. */
  taken({ sequence }: Head, rows: number): void {
    const next = sequence + 1;
    if (this.#untaken?.row !== next) this.#untaken = undefined;
    if (rows > 0) this.#limit = Math.min(MAX_PUSH_ROWS, 2 * this.#limit);
  }
}
