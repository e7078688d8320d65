import { advance } from '#domain/advance.ts';
import type { Payment } from '#domain/payment.ts';
import type { EventsTable } from './events-table.ts';
import type { BookedPayment } from './payments-table.ts';

/** A fault of the journal: the row it was found at (null when no single row is to blame), and what is wrong. */
export interface Broken {
  readonly ok: false;
  readonly sequence: number | null;
  readonly why: string;
}

export type Replayed = { readonly ok: true; readonly booked: BookedPayment } | Broken;

/** Tells one payment's story again from its events; `number` is its running number. */
export const replayOne = (events: EventsTable, reference: string, number: number): Replayed => {
  let payment: Payment | undefined;
  let last = { sequence: 0, hash: '' };
  for (const { event, at, sequence, hash } of events.story(reference)) {
    payment = advance(payment, event, at);
    last = { sequence, hash };
    if (!payment) return { ok: false, sequence, why: `'${event.type}' does not apply to its payment` };
  }
  return payment
    ? { ok: true, booked: { payment, number, ...last } }
    : { ok: false, sequence: null, why: `the index has lost the rows of payment ${reference}` };
};

/** Tells every payment's story again from its events alone, in the order they began in, one at a time. */
export function* replay(events: EventsTable): Generator<Replayed, void> {
  let number = 0;
  for (const reference of events.begunReferences()) {
    number += 1;
    yield replayOne(events, reference, number);
  }
}
