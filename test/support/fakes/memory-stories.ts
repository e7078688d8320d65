import { runningNumber } from '#domain/payment/reference.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Story, StoryState } from '#domain/story/story.ts';
import { stateAfter } from '#domain/story/story.ts';
import type { StoryEntry } from '#services/journal-ports.ts';

/** The rows shared by all parts of a journal in memory. */
export class MemoryRows {
  /** Makes every write fail like a full disk. */
  full = false;
  #last = 0;

  /** The next row's number. */
  add(): number {
    if (this.full) throw new DiskFailed('full');
    this.#last += 1;
    return this.#last;
  }
}

/** The payments, or refunds, of a journal in memory. */
export class MemoryStories<S extends StoryState, E extends { readonly type: string }> {
  readonly entries: StoryEntry<E>[] = [];
  readonly #states = new Map<string, S>();
  /** By reference. */
  readonly #numbers = new Map<string, number>();
  readonly #story: Story<S, E>;
  readonly #rows: MemoryRows;
  /** The last running number before rows were lost. */
  readonly #lost: () => number | undefined;
  readonly #check: (state: S) => void;

  /** `check` throws if the journal refuses to start one. */
  constructor(
    story: Story<S, E>,
    rows: MemoryRows,
    lost: () => number | undefined,
    check: (state: S) => void = () => undefined,
  ) {
    this.#story = story;
    this.#rows = rows;
    this.#lost = lost;
    this.#check = check;
  }

  append(reference: string, event: E, at: number): S | undefined {
    const before = this.#states.get(reference);
    const after = stateAfter(this.#story, reference, before, event, at);
    if (!after) return undefined;
    if (!before) this.#check(after);
    const sequence = this.#rows.add();
    this.entries.push({ sequence, at, reference, event, hash: '', previousHash: '' });
    if (!before) this.#numbers.set(reference, this.#numberFor(reference));
    this.#states.set(reference, after);
    return after;
  }

  get(reference: string): S | undefined {
    return this.#states.get(reference);
  }

  /** In the order they were started. */
  get all(): readonly S[] {
    return [...this.#states.values()];
  }

  numberOf(reference: string): number | undefined {
    return this.#numbers.get(reference);
  }

  get lastNumber(): number {
    return Math.max(0, ...this.#numbers.values());
  }

  story(reference: string): readonly StoryEntry<E>[] {
    return this.entries.filter((entry) => entry.reference === reference);
  }

  #numberFor(reference: string): number {
    const taken = new Set(this.#numbers.values());
    return runningNumber(reference, {
      last: this.lastNumber,
      lost: this.#lost(),
      has: (number) => taken.has(number),
    });
  }
}
