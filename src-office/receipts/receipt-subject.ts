/** Finds what a receipt is about in the pushed rows, as the till itself finds it in its journal. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import type { ReceiptSubject } from '#domain/print/receipt-facts.ts';
import type { ReceiptOptions } from '#domain/print/receipt-options.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { readPayment } from '#domain/stored/payment-rows.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { Statements } from '../database/database.ts';
import { calendarOf } from '../journal/sums/calendar.ts';

const paymentRows = z.array(z.strictObject({ number: z.int(), body: z.string() }));
const newest = z.array(z.strictObject({ at: z.int(), hash: z.string() }));
const sums = z.tuple([z.strictObject({ sum: z.int() })]);
const stations = z.tuple([z.strictObject({ environment: z.enum(ENVIRONMENTS), state: z.string() })]);

export interface Receipt extends Pick<ReceiptOptions, 'localTime' | 'storeAddress'> {
  readonly subject: ReceiptSubject & { readonly kind: 'payment' };
}

export interface Of {
  readonly station: string;
  readonly reference: string;
}

/** Undefined if the till has not pushed the payment yet. */
export const readReceipt = async (
  { query }: Statements,
  { station, reference }: Of,
  now: number,
): Promise<Receipt | undefined> => {
  const key = [station, reference];
  const [row] = paymentRows.parse(
    await query('SELECT number, body FROM payments WHERE station = $1 AND reference = $2', key),
  );
  const [last] = newest.parse(
    await query(
      'SELECT at, hash FROM events WHERE station = $1 AND reference = $2 ORDER BY sequence DESC LIMIT 1',
      key,
    ),
  );
  if (!row || !last) return undefined;
  const [{ sum: refundedSoFar }] = sums.parse(
    await query(
      `SELECT CAST(COALESCE(SUM(amount), 0) AS bigint) AS sum FROM refunds
       WHERE station = $1 AND payment_reference = $2 AND state = 'refunded'`,
      key,
    ),
  );
  const [{ environment, state: said }] = stations.parse(
    await query('SELECT environment, state FROM stations WHERE station = $1', [station]),
  );
  const state = tillState.parse(JSON.parse(said));
  const payment = readPayment(row.body, null);
  const zone = timeZone(calendarOf(state, now).rule.timeZone);
  return {
    subject: {
      kind: 'payment',
      payment,
      refundedSoFar,
      number: row.number,
      ...last,
      environment,
      terminal: payment.terminal,
    },
    localTime: (at) => zone.iso(at),
    storeAddress: state.storeAddress ?? '',
  };
};
