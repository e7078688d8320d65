/** Replays states from the events alone, by the rules that made them. */
import { runningNumber } from '#domain/payment/reference.ts';
import { fold } from '#domain/story/fold.ts';
import type { StoryEntry } from '#services/journal-ports.ts';
import type { TakingsTarget } from '#sqlite/takings/takings-tables.ts';
import type { Projectable, ProjectedRow } from './projection.ts';
import type { StoryTable } from './story-table.ts';

/** A fault of the journal: the row it was found at (null if no single row is at fault), and what is wrong. */
export interface Broken {
  readonly ok: false;
  readonly sequence: number | null;
  readonly why: string;
}

export const faultWords = ({ sequence, why }: Broken): string =>
  sequence === null ? why : `row ${sequence}: ${why}`;

/** A fault after which work cannot continue; the caller's transaction must be rolled back. */
export class BrokenJournal extends Error {
  override readonly name = 'BrokenJournal';
  readonly fault: Broken;

  constructor(fault: Broken, options?: ErrorOptions) {
    super(fault.why, options);
    this.fault = fault;
  }
}

export type Replayed<S> = { readonly ok: true; readonly row: ProjectedRow<S> } | Broken;

/**
 * What the events of one payment or refund add up to; `number` is its running number. Passes what each row took to
 * `takings`.
 */
export const replay = <S extends Projectable, E extends { readonly type: string }>(
  { story, entries, taken }: StoryTable<S, E>,
  reference: string,
  number: number,
  takings?: TakingsTarget,
): Replayed<S> => {
  let body: S | undefined;
  let last: StoryEntry<E> | undefined;
  const rows = entries(reference);
  for (const { row, before, after } of fold(story.advance, rows)) {
    const { event, sequence } = row;
    if (!after) return { ok: false, sequence, why: `'${event.type}' does not apply to ${reference}` };
    takings?.add(
      taken(before, after, () => rows),
      sequence,
    );
    body = after;
    last = row;
  }
  return body && last
    ? { ok: true, row: { body, number, sequence: last.sequence, hash: last.hash } }
    : { ok: false, sequence: null, why: `the index has lost the rows of ${reference}` };
};

/** What the events of each payment or refund add up to, one at a time, in the order they began. */
export function* replayAll<S extends Projectable, E extends { readonly type: string }>(
  stories: StoryTable<S, E>,
  takings?: TakingsTarget,
): Generator<Replayed<S>, void> {
  const numbers = new Set<number>();
  const losses = stories.losses();
  let last = 0;
  for (const { reference, sequence } of stories.begun()) {
    const lost = losses.findLast((loss) => loss.sequence < sequence)?.last;
    const number = runningNumber(reference, { last, lost, has: (one) => numbers.has(one) });
    numbers.add(number);
    last = Math.max(last, number);
    yield replay(stories, reference, number, takings);
  }
}

/** The first place where the table does not hold what the events add up to, or the events are no valid story. */
export const tableFault = <S extends Projectable, E extends { readonly type: string }>(
  { story, projection }: StoryTable<S, E>,
  replayed: Replayed<S>,
): Broken | undefined => {
  if (!replayed.ok) return replayed;
  const { body, sequence } = replayed.row;
  const why = `the ${story.kind}s table differs from the rows of ${story.kind} ${body.reference}`;
  return projection.holds(replayed.row) ? undefined : { ok: false, sequence, why };
};
