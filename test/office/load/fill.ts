/**
 * Fills the office's database faster than pushes would: SQL writes payments of earlier days, copies of pushed
 * ones under new references, while the other indexes are dropped. The chain of each till continues after
 * them.
 */
import type { Database } from '../../../src-office/database/database.ts';
import { CHANGED } from '../../../src-office/stations/changed.ts';

const EVENTS = 3;
const PAYMENTS_A_DAY = 200;
const TABLES = "('events', 'payments', 'moves')";

const STATIONS = `(SELECT station, head_sequence, last_payment FROM stations WHERE mod(ascii(right(station, 1)), 2) = $1) s`;
const NEW = `s.station || 'F' || (s.last_payment + n)`;
const BEGAN = `($3::bigint - 86400000 * (1 + (s.last_payment + n) / ${PAYMENTS_A_DAY}) + 180000 * mod(n, ${PAYMENTS_A_DAY}))`;
const dateOf = (at: string): string => `to_char(to_timestamp(${at} / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const NUMBERS = 'generate_series(1, $2::bigint) n';
const MODEL = `(SELECT * FROM payments WHERE ended = 'paid' AND (SELECT count(*) FROM events e
  WHERE e.station = payments.station AND e.reference = payments.reference) = ${EVENTS} LIMIT 1) m`;
const copied = (text: string): string =>
  `replace(replace(${text}, m.reference, ${NEW}), m.gateway_id, ${NEW} || 'G')`;

const HASH = `encode(sha256((s.station || (s.head_sequence + (n - 1) * ${EVENTS} + k))::bytea), 'hex')`;

/** `$1`: one half of the tills; `$2`: payments per till; `$3`: the start of today. */
const FILL = [
  `INSERT INTO events (station, sequence, at, reference, type, payload, hash)
   SELECT s.station, s.head_sequence + (n - 1) * ${EVENTS} + k, ${BEGAN} + k * 1000, ${NEW}, m.type, ${copied('m.payload')}, ${HASH}
   FROM ${NUMBERS} CROSS JOIN ${STATIONS} CROSS JOIN (
     SELECT e.type, e.payload, m.reference, m.gateway_id, row_number() OVER (ORDER BY e.sequence) AS k
     FROM ${MODEL} JOIN events e ON e.station = m.station AND e.reference = m.reference) m`,
  `INSERT INTO payments (station, reference, number, state, ended, started_at, changed_at, date, amount, currency,
     order_reference, gateway_id, method_id, cashier, sequence, body)
   SELECT s.station, ${NEW}, s.last_payment + n, m.state, m.ended, ${BEGAN}, ${BEGAN}, ${dateOf(BEGAN)}, 100 + mod(n * 7919, 20000),
     m.currency, m.order_reference, ${NEW} || 'G', m.method_id, m.cashier, s.head_sequence + n * ${EVENTS}, ${copied('m.body')}
   FROM ${NUMBERS} CROSS JOIN ${STATIONS} CROSS JOIN ${MODEL}`,
  `INSERT INTO moves (station, sequence, part, at, date, hour, kind, currency, count, amount)
   SELECT s.station, s.head_sequence + n * ${EVENTS}, 0, ${BEGAN}, ${dateOf(BEGAN)}, mod(n, 24), 'paid', m.currency, 1,
     100 + mod(n * 7919, 20000)
   FROM ${NUMBERS} CROSS JOIN ${STATIONS} CROSS JOIN ${MODEL}`,
];

const MOVE_ON = `UPDATE stations SET head_sequence = head_sequence + $2 * ${EVENTS}, last_payment = last_payment + $2,
     head_hash = (SELECT hash FROM events e WHERE e.station = stations.station ORDER BY sequence DESC LIMIT 1),
     ${CHANGED}
   WHERE mod(ascii(right(station, 1)), 2) = $1`;

const SUM_UP = `INSERT INTO station_days (station, date, currency, paid, paid_count, refunded, refunded_count, hours,
    ended_paid, ended_cancelled, ended_expired, ended_failed, unfinished)
  SELECT station, date, currency, sum(amount), count(*), 0, 0, '12:' || sum(amount), count(*), 0, 0, 0, 0
  FROM moves WHERE date < $1 GROUP BY station, date, currency
  ON CONFLICT (station, date, currency) DO UPDATE SET paid = excluded.paid, paid_count = excluded.paid_count,
    hours = excluded.hours, ended_paid = excluded.ended_paid`;

const eventsIn = async (database: Database): Promise<number> => {
  const [row] = await database.query('SELECT sum(head_sequence) AS events FROM stations');
  return Number(row?.['events']);
};

const withoutIndexes = async (database: Database, work: () => Promise<void>): Promise<void> => {
  const found = await database.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ${TABLES} AND indexname NOT LIKE '%pkey'`,
  );
  for (const { indexname } of found) await database.query(`DROP INDEX ${String(indexname)}`);
  await work();
  for (const { indexdef } of found) await database.query(String(indexdef));
};

/** `patient`: a database whose statements may take long; `today`: when the pushed days begin, epoch ms. */
export const fillTo = async (
  patient: Database,
  events: number,
  stations: number,
  today: number,
): Promise<void> => {
  const payments = Math.floor((events - (await eventsIn(patient))) / EVENTS / stations);
  if (payments < 1) return;
  const fillHalf = async (half: 0 | 1): Promise<void> => {
    for (const sql of FILL) await patient.query(sql, [half, payments, today]);
    await patient.query(MOVE_ON, [half, payments]);
  };
  await withoutIndexes(patient, async () => {
    await Promise.all([fillHalf(0), fillHalf(1)]);
  });
  await patient.query(SUM_UP, [new Date(today).toISOString().slice(0, 10)]);
  for (const table of ['events', 'payments', 'moves', 'stations', 'station_days'])
    await patient.query(`VACUUM ANALYZE ${table}`);
  await patient.query('CHECKPOINT');
};
