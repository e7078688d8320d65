/**
 * A till whose day was made in advance. It pushes as a till does: in batches, from the row that the office
 * has confirmed.
 */
import type { Head } from '#domain/journal/chained-row.ts';
import type { PushAnswer } from '#domain/office/push.ts';
import { MAX_PUSH_ROWS } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import type { MadeDay } from './made-day.ts';
import { hashAt } from './made-day.ts';

/** As a till's push loop. */
const MAX_BYTES = 256 * 1024;

export class MadeTill {
  readonly station: string;
  readonly authorization: string;
  readonly day: MadeDay;
  readonly #state: string;
  /** Rows that are there by now, and those that the office has. */
  #there = 0;
  #confirmed = 0;

  constructor(
    { station, authorization }: { readonly station: string; readonly authorization: string },
    day: MadeDay,
    state: TillState,
  ) {
    [this.station, this.authorization] = [station, authorization];
    this.day = day;
    this.#state = JSON.stringify(state);
  }

  get rows(): number {
    return this.day.ends.length;
  }

  /** The journal's end. */
  get head(): Head {
    return this.#headAt(this.rows);
  }

  /** Whether it has something to send at this time. */
  isWaiting(now: number): boolean {
    const { times } = this.day;
    while (this.#there < times.length && (times[this.#there] ?? 0) <= now) this.#there += 1;
    return this.#there > this.#confirmed;
  }

  /** The body of the next push. */
  push(): Buffer {
    const { rows, ends } = this.day;
    const endOf = (row: number): number => (row === 0 ? 0 : (ends[row - 1] ?? 0));
    const first = endOf(this.#confirmed);
    let to = this.#confirmed + 1;
    while (to < this.#there && to < this.#confirmed + MAX_PUSH_ROWS && endOf(to + 1) - first <= MAX_BYTES)
      to += 1;
    const [after, upTo, end] = [this.#confirmed, to, this.#there].map((row) =>
      JSON.stringify(this.#headAt(row)),
    );
    return Buffer.concat([
      Buffer.from(`{"after":${after},"rows":[`),
      rows.subarray(first, endOf(to) - 1),
      Buffer.from(`],"upTo":${upTo},"end":${end},"state":${this.#state}}`),
    ]);
  }

  /** Returns how many more rows the office has now. Throws if it has lost some, or sees another journal. */
  told({ answer, cursor }: PushAnswer): number {
    if (answer !== 'taken' && answer !== 'behind') throw new Error(`The office says '${answer}'`);
    const more = cursor.sequence - this.day.after.sequence - this.#confirmed;
    if (more < 0) throw new Error('The office has lost rows that it had confirmed');
    this.#confirmed += more;
    return more;
  }

  #headAt(row: number): Head {
    const { after } = this.day;
    return row === 0 ? after : { sequence: after.sequence + row, hash: hashAt(this.day, row - 1) };
  }
}
