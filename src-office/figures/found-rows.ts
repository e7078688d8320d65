/** A payment or refund as a line of search results. */
import { z } from 'zod';
import type { FoundLine } from '../views/find-views.ts';
import { dayRule, zoneOf } from './till-zone.ts';

const found = z.object({
  station: z.string(),
  name: z.string(),
  store: z.string(),
  till_state: dayRule,
  reference: z.string(),
  number: z.int(),
  state: z.string(),
  started_at: z.int(),
  amount: z.int(),
  currency: z.string(),
  order_reference: z.string().nullable(),
  gateway_id: z.string().nullable(),
  cashier: z.string().nullable(),
});

/** Columns of a payment `r`, or of a refund `r` of payment `p`, at station `s`. */
const COLUMNS =
  's.station, s.name, s.store, s.state AS till_state, r.reference, r.number, r.state, r.started_at, r.amount, r.currency, r.gateway_id, r.cashier';

export const PAYMENT_LINES = `SELECT ${COLUMNS}, r.order_reference FROM payments r JOIN stations s ON s.station = r.station`;
export const REFUND_LINES = `SELECT ${COLUMNS}, p.order_reference FROM refunds r JOIN stations s ON s.station = r.station
  LEFT JOIN payments p ON p.station = r.station AND p.reference = r.payment_reference`;

export const foundLine = (kind: FoundLine['kind'], row: unknown, now: number): FoundLine => {
  const { name, started_at, order_reference, gateway_id, till_state, ...line } = found.parse(row);
  return {
    kind,
    ...line,
    timeZone: zoneOf(till_state, now),
    stationName: name,
    startedAt: started_at,
    orderReference: order_reference ?? '',
    gatewayId: gateway_id,
  };
};
