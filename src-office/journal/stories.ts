/** The payments, or the refunds, of a till: their stored states, advanced by rows with the till's own `advance`. */
import { runningNumber } from '#domain/payment/reference.ts';
import type { Story, StoryState } from '#domain/story/story.ts';
import type { Row } from './chain.ts';

/** A payment or refund after its rows so far. */
export interface Snapshot<S> {
  readonly state: S;
  readonly number: number;
  /** The row that changed it last. */
  readonly sequence: number;
}

export interface Before<S> {
  readonly states: ReadonlyMap<string, Snapshot<S>>;
  /** Running numbers in use, at least among those that the rows can ask for. */
  readonly numbers: ReadonlySet<number>;
  /** The highest running number; 0 before the first. */
  readonly last: number;
  /** The highest before rows were lost; undefined if none ever were. */
  readonly lost: number | undefined;
}

export class Stories<S extends StoryState, E extends { readonly type: string }> {
  readonly changed = new Map<string, Snapshot<S>>();
  last: number;
  lost: number | undefined;
  readonly #story: Story<S, E>;
  readonly #states: Before<S>['states'];
  readonly #numbers: Set<number>;

  constructor(story: Story<S, E>, { states, numbers, last, lost }: Before<S>) {
    this.#story = story;
    this.#states = states;
    this.#numbers = new Set(numbers);
    this.last = last;
    this.lost = lost;
  }

  /** The states before and after. Throws if the event does not apply, as none in a till's journal does. */
  add({ reference, sequence, at }: Row, event: E): { readonly before: S | undefined; readonly now: S } {
    const snapshot = this.changed.get(reference) ?? this.#states.get(reference);
    const now = this.#story.advance(snapshot?.state, event, at);
    if (now?.reference !== reference)
      throw new Error(`'${event.type}' does not apply to ${reference} (${snapshot?.state.state ?? 'none'})`);
    const number = snapshot?.number ?? this.#begin(reference);
    this.changed.set(reference, { state: now, number, sequence });
    return { before: snapshot?.state, now };
  }

  #begin(reference: string): number {
    const { last, lost } = this;
    const number = runningNumber(reference, { last, lost, has: (one) => this.#numbers.has(one) });
    this.#numbers.add(number);
    this.last = Math.max(last, number);
    return number;
  }
}
