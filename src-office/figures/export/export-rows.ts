/** The payments and refunds of one till, in the order and form of its own export. */
import { z } from 'zod';
import type { ExportEnd, ExportRow } from '#domain/export/export-row.ts';
import { NOT_ENDED } from '#domain/export/export-row.ts';
import type { EndRow } from '#domain/export/end-row.ts';
import { mayOutliveEnd, paymentEndRow, refundEndRow, zNumberAt } from '#domain/export/end-row.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { hasRefundEnded } from '#domain/refund/refund.ts';
import { readPayment, readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readRefund, readRefundEvent } from '#domain/stored/refund-rows.ts';
import type { StoryRow } from '#domain/story/fold.ts';
import type { Statements } from '../../database/database.ts';
import type { DateRange } from '../by-date.ts';

/** Rows read at once: some megabytes. */
const ROWS_AT_ONCE = 500;

const common = { number: z.int(), sequence: z.int(), hash: z.string(), body: z.string() };
const paymentRow = z.object({ ...common, started_at: z.int(), refunded: z.number() });
const refundRow = z.object({ ...common, payment: z.string() });

const eventRow = z.object({ sequence: z.int(), at: z.int(), payload: z.string() });
const zPlace = z.object({ sequence: z.int(), number: z.int() });

/** How far the reader of one till's payments, or of its refunds, has got. */
interface Place {
  readonly startedAt: number;
  readonly number: number;
}

const START: Place = { startedAt: -1, number: -1 };

/** One till's rows between two business dates. */
interface Asked extends DateRange {
  readonly statements: Statements;
  readonly station: string;
}
type EndOf = (row: EndRow) => ExportEnd;

const story = async <E>(
  { statements, station }: Asked,
  reference: string,
  parse: (payload: string) => E,
): Promise<readonly StoryRow<E>[]> => {
  // Rows that count nowhere, accepted or not, could not be read here either.
  const rows = await statements.query(
    `SELECT e.sequence, e.at, e.payload FROM events e
     LEFT JOIN alarms a ON a.station = e.station AND a.kind = 'unread' AND a.row_number = e.sequence
     WHERE e.station = $1 AND e.reference = $2 AND a.station IS NULL ORDER BY e.sequence`,
    [station, reference],
  );
  return rows
    .map((row) => eventRow.parse(row))
    .map(({ payload, ...row }) => ({ ...row, event: parse(payload) }));
};
const paymentStory = (asked: Asked, one: Payment): Promise<readonly StoryRow<PaymentEvent>[]> =>
  mayOutliveEnd(one) ? story(asked, one.reference, readPaymentEvent) : Promise.resolve([]);
const refundStory = (asked: Asked, one: Refund): Promise<readonly StoryRow<RefundEvent>[]> =>
  one.byHand ? story(asked, one.reference, readRefundEvent) : Promise.resolve([]);

const endsIn = async ({ statements, station }: Asked): Promise<EndOf> => {
  const rows = await statements.query(
    'SELECT sequence, number FROM days WHERE station = $1 ORDER BY sequence',
    [station],
  );
  const zNumberOf = zNumberAt(rows.map((row) => zPlace.parse(row)));
  return ({ sequence, at }) => ({ endedAt: at, zNumber: zNumberOf(sequence) });
};

const readRefunds = async (asked: Asked, endOf: EndOf, after: Place): Promise<readonly ExportRow[]> => {
  const rows = await asked.statements.query(
    `SELECT r.number, r.sequence, e.hash, r.body, p.body AS payment FROM refunds r
     JOIN events e ON e.station = r.station AND e.sequence = r.sequence
     JOIN payments p ON p.station = r.station AND p.reference = r.payment_reference
     WHERE r.station = $1 AND r.date >= $2 AND r.date <= $3 AND (r.started_at, r.number) > ($4, $5)
     ORDER BY r.started_at, r.number LIMIT ${String(ROWS_AT_ONCE)}`,
    [asked.station, asked.from, asked.to, after.startedAt, after.number],
  );
  return Promise.all(
    rows.map(async (row): Promise<ExportRow> => {
      const { body, payment, ...rest } = refundRow.parse(row);
      const one: Refund = readRefund(body, null);
      const events = await refundStory(asked, one);
      const end = hasRefundEnded(one) ? endOf(refundEndRow(one, rest.sequence, () => events)) : NOT_ENDED;
      return { record: 'refund', story: one, payment: readPayment(payment, null), ...rest, ...end };
    }),
  );
};

const readPayments = async (asked: Asked, endOf: EndOf, after: Place): Promise<readonly ExportRow[]> => {
  const rows = await asked.statements.query(
    `SELECT p.number, p.sequence, e.hash, p.body, p.started_at, coalesce((SELECT sum(r.amount) FROM refunds r
       WHERE r.station = p.station AND r.payment_reference = p.reference AND r.state = 'refunded'), 0) AS refunded
     FROM payments p JOIN events e ON e.station = p.station AND e.sequence = p.sequence
     WHERE p.station = $1 AND p.date >= $2 AND p.date <= $3 AND (p.started_at, p.number) > ($4, $5)
     ORDER BY p.started_at, p.number LIMIT ${String(ROWS_AT_ONCE)}`,
    [asked.station, asked.from, asked.to, after.startedAt, after.number],
  );
  return Promise.all(
    rows.map(async (row): Promise<ExportRow> => {
      const { body, number, sequence, hash, refunded } = paymentRow.parse(row);
      const one: Payment = readPayment(body, null);
      const events = await paymentStory(asked, one);
      const end = isFinal(one) ? endOf(paymentEndRow(one, sequence, () => events)) : NOT_ENDED;
      return { record: 'payment', story: one, payment: one, number, sequence, hash, refunded, ...end };
    }),
  );
};

/** All rows, a page at a time. */
async function* paged(
  read: (after: Place) => Promise<readonly ExportRow[]>,
): AsyncGenerator<ExportRow, void> {
  let after = START;
  for (;;) {
    const some = await read(after);
    yield* some;
    const last = some.at(-1);
    if (!last || some.length < ROWS_AT_ONCE) return;
    after = { startedAt: last.story.startedAt, number: last.number };
  }
}

/** Oldest first; at the same moment payments first, then by number, as in the till's own file. */
export const tillRows = (statements: Statements, station: string, range: DateRange) =>
  async function* (): AsyncGenerator<ExportRow, void> {
    const asked: Asked = { statements, station, ...range };
    const endOf = await endsIn(asked);
    const refunds = paged((after) => readRefunds(asked, endOf, after));
    let refund = await refunds.next();
    for await (const payment of paged((after) => readPayments(asked, endOf, after))) {
      while (!refund.done && refund.value.story.startedAt < payment.story.startedAt) {
        yield refund.value;
        refund = await refunds.next();
      }
      yield payment;
    }
    if (!refund.done) yield refund.value;
    yield* refunds;
  };
