/** A till's takings on a business date in one currency, and how the charges begun on it ended. */
import type { Transaction } from '../../database/database.ts';
import type { Into } from '../../database/insert.ts';

/** The values of a charge's `ended`. */
const ENDED = ['paid', 'cancelled', 'expired', 'failed'] as const;

const FIGURES = [
  'paid',
  'paid_count',
  'refunded',
  'refunded_count',
  ...ENDED.map((end) => `ended_${end}`),
  'unfinished',
];

export const STATION_DAYS: Into<string> = {
  table: 'station_days',
  columns: {
    date: 'text',
    currency: 'text',
    ...Object.fromEntries(FIGURES.map((figure) => [figure, 'bigint'] as const)),
    hours: 'text',
  },
  onConflict: { key: ['station', 'date', 'currency'], update: [...FIGURES, 'hours'] },
};

const sumIf = (kind: string, column: string): string =>
  `sum(CASE WHEN kind = '${kind}' THEN ${column} ELSE 0 END)`;

/**
 * Sums up one date, so that no query plan reads all that a till ever took. Money by the hour of the clock, '9:1250
 * 14:-300', and charges as a row without an hour.
 */
const SUM_UP = `INSERT INTO station_days (station, date, currency, ${FIGURES.join(', ')}, hours)
  SELECT station, date, currency, ${FIGURES.map((figure) => `CAST(sum(${figure}) AS bigint)`).join(', ')},
    coalesce(string_agg(CAST(hour AS text) || ':' || CAST(paid - refunded AS text), ' ' ORDER BY hour), '')
  FROM (
    SELECT station, date, currency, hour, ${sumIf('paid', 'amount')} AS paid, ${sumIf('paid', 'count')} AS paid_count,
      ${sumIf('refunded', 'amount')} AS refunded, ${sumIf('refunded', 'count')} AS refunded_count,
      ${ENDED.map((end) => `0 AS ended_${end}`).join(', ')}, 0 AS unfinished
    FROM moves WHERE station = $1 AND date = $2 GROUP BY station, date, currency, hour
    UNION ALL
    SELECT station, date, currency, NULL AS hour, 0, 0, 0, 0,
      ${ENDED.map((end) => `count(CASE WHEN ended = '${end}' THEN 1 END)`).join(', ')}, count(*) - count(ended)
    FROM payments WHERE station = $1 AND date = $2 GROUP BY station, date, currency
  ) AS part GROUP BY station, date, currency
  ON CONFLICT (station, date, currency) DO UPDATE SET
    ${STATION_DAYS.onConflict.update.map((figure) => `${figure} = excluded.${figure}`).join(', ')}`;

/**
 * Recomputes the sums of these dates from all of the till's rows, so that a batch that comes twice or late corrects
 * them instead of counting twice.
 */
export const sumUpDays = ({ write }: Transaction, station: string, dates: readonly string[]): void => {
  for (const date of dates) write(SUM_UP, [station, date]);
};

/** Parses `hours`: net sales by hour. */
export const readHours = (hours: string): readonly { readonly hour: number; readonly net: number }[] =>
  hours === ''
    ? []
    : hours.split(' ').map((one) => {
        const [hour, net] = one.split(':').map(Number);
        return { hour: hour ?? 0, net: net ?? 0 };
      });
