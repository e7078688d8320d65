import type { Advance, StoryRow } from '#domain/journal/fold.ts';
import { fold } from '#domain/journal/fold.ts';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { advance } from '#domain/payment/advance.ts';
import type { EventsTable } from './events-table.ts';
import type { JournalPaymentRow } from './payments-table.ts';
import type { JournalRefundRow } from './refunds-table.ts';

/** A fault of the journal: the row it was found at (null when no single row is to blame), and what is wrong. */
export interface Broken {
  readonly ok: false;
  readonly sequence: number | null;
  readonly why: string;
}

export type Replayed<B> = { readonly ok: true; readonly booked: B } | Broken;

type Story<S> =
  { readonly ok: true; readonly end: S; readonly sequence: number; readonly hash: string } | Broken;

/** Tells one story from its rows by the rules that made it. */
const tell = <S, E extends { readonly type: string }>(
  reference: string,
  rows: readonly (StoryRow<E> & { readonly hash: string })[],
  advanceStory: Advance<S, E>,
): Story<S> => {
  let end: S | undefined;
  let last = { sequence: 0, hash: '' };
  for (const { row, after } of fold(advanceStory, rows)) {
    const { sequence, hash, event } = row;
    if (!after) return { ok: false, sequence, why: `'${event.type}' does not apply to ${reference}` };
    last = { sequence, hash };
    end = after;
  }
  return end
    ? { ok: true, end, ...last }
    : { ok: false, sequence: null, why: `the index has lost the rows of ${reference}` };
};

/** Tells one payment's story again from its events; `number` is its running number. */
export const replayPayment = (
  events: EventsTable,
  reference: string,
  number: number,
): Replayed<JournalPaymentRow> => {
  const story = tell(reference, events.story(reference), advance);
  if (!story.ok) return story;
  const { end: payment, sequence, hash } = story;
  return { ok: true, booked: { payment, number, sequence, hash } };
};

/** The same for a refund. */
export const replayRefund = (
  events: EventsTable,
  reference: string,
  number: number,
): Replayed<JournalRefundRow> => {
  const story = tell(reference, events.refundStory(reference), advanceRefund);
  if (!story.ok) return story;
  const { end: refund, sequence, hash } = story;
  return { ok: true, booked: { refund, number, sequence, hash } };
};

/** Tells every payment's story again from its events alone, in the order they began in, one at a time. */
export function* replayPayments(events: EventsTable): Generator<Replayed<JournalPaymentRow>, void> {
  for (const [index, reference] of events.begunPayments().entries())
    yield replayPayment(events, reference, index + 1);
}

/** The same for the refunds. */
export function* replayRefunds(events: EventsTable): Generator<Replayed<JournalRefundRow>, void> {
  for (const [index, reference] of events.begunRefunds().entries())
    yield replayRefund(events, reference, index + 1);
}
