import type { StoryRow } from './fold.ts';
import { fold } from './fold.ts';
import type { Story } from './story.ts';

/** The events of a payment or refund are no valid story: this one cannot follow those before it. */
export class RowDoesNotApply extends Error {
  override readonly name = 'RowDoesNotApply';
}

/**
 * The states of the payments, or refunds, whose rows are being read. Only those that have not ended are kept, so a year
 * takes no more memory than a day. When a row of any other comes, its state is replayed from its first row.
 */
export class StoryStates<S, E extends { readonly type: string }> {
  readonly #states = new Map<string, S>();
  readonly #story: Story<S, E>;
  readonly #hasEnded: (state: S) => boolean;
  readonly #storyOf: (reference: string) => readonly StoryRow<E>[];

  constructor(
    story: Story<S, E>,
    hasEnded: (state: S) => boolean,
    storyOf: (reference: string) => readonly StoryRow<E>[],
  ) {
    this.#story = story;
    this.#hasEnded = hasEnded;
    this.#storyOf = storyOf;
  }

  /** Applies a row and returns the states before and after it. Throws RowDoesNotApply. */
  move(reference: string, row: StoryRow<E>): readonly [S | undefined, S] {
    const before = this.#states.get(reference) ?? this.#before(reference, row);
    const after = this.#story.advance(before, row.event, row.at);
    if (after === undefined) throw new RowDoesNotApply(`Row ${row.sequence} does not apply to ${reference}`);
    if (this.#hasEnded(after)) this.#states.delete(reference);
    else this.#states.set(reference, after);
    return [before, after];
  }

  #before(reference: string, { sequence, event }: StoryRow<E>): S | undefined {
    const { advance, beginnings } = this.#story;
    if ((beginnings as readonly string[]).includes(event.type)) return undefined;
    const earlier = this.#storyOf(reference).filter((row) => row.sequence < sequence);
    return [...fold(advance, earlier)].at(-1)?.after;
  }
}
