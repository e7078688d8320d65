import type { Advance, StoryRow } from '#domain/story/fold.ts';
import { fold } from '#domain/story/fold.ts';

/** The states of the payments, or refunds, whose rows are being read; one that began earlier is folded from its first row. */
export class StoryStates<S, E> {
  readonly #states = new Map<string, S>();
  readonly #advance: Advance<S, E>;
  readonly #storyOf: (reference: string) => readonly StoryRow<E>[];

  constructor(advance: Advance<S, E>, storyOf: (reference: string) => readonly StoryRow<E>[]) {
    this.#advance = advance;
    this.#storyOf = storyOf;
  }

  /** Applies a row and returns the states before and after it. */
  move(reference: string, row: StoryRow<E>): readonly [S | undefined, S] {
    const before = this.#states.get(reference) ?? this.#before(reference, row.sequence);
    const after = this.#advance(before, row.event, row.at);
    if (after === undefined) throw new Error(`Row ${row.sequence} does not apply to ${reference}`);
    this.#states.set(reference, after);
    return [before, after];
  }

  #before(reference: string, sequence: number): S | undefined {
    const earlier = this.#storyOf(reference).filter((row) => row.sequence < sequence);
    return [...fold(this.#advance, earlier)].at(-1)?.after;
  }
}
