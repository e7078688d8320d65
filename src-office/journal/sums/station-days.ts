/** What a till took on a business date in one currency, and how its charges that began on it have ended. */
import { z } from 'zod';
import type { Statements } from '../../database/database.ts';
import { insertInto } from '../../database/insert.ts';

const moved = z.object({
  date: z.string(),
  currency: z.string(),
  hour: z.int(),
  kind: z.enum(['paid', 'refunded']),
  count: z.int(),
  amount: z.int(),
});

const ended = z.object({
  date: z.string(),
  currency: z.string(),
  ended: z.enum(['paid', 'cancelled', 'expired', 'failed']).nullable(),
  count: z.int(),
});

const DAY = {
  paid: 'bigint',
  paid_count: 'bigint',
  refunded: 'bigint',
  refunded_count: 'bigint',
  ended_paid: 'bigint',
  ended_cancelled: 'bigint',
  ended_expired: 'bigint',
  ended_failed: 'bigint',
  unfinished: 'bigint',
} as const;
type Figure = keyof typeof DAY;
const FIGURES = Object.keys(DAY) as readonly Figure[];

const insertStationDays = insertInto({
  table: 'station_days',
  columns: { date: 'text', currency: 'text', hours: 'text', ...DAY },
  onConflict: { key: ['station', 'date', 'currency'], update: [...FIGURES, 'hours'] },
});

/** One row in the making. */
class StationDay {
  readonly date: string;
  readonly currency: string;
  readonly figures: Record<Figure, number>;
  readonly #hours = new Map<number, number>();

  constructor(date: string, currency: string) {
    [this.date, this.currency] = [date, currency];
    this.figures = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Record<Figure, number>;
  }

  add(figure: Figure, value: number): void {
    this.figures[figure] += value;
  }

  addHour(hour: number, net: number): void {
    this.#hours.set(hour, (this.#hours.get(hour) ?? 0) + net);
  }

  /** '9:1250 14:-300'. */
  get hours(): string {
    return [...this.#hours]
      .toSorted(([one], [other]) => one - other)
      .map(([hour, net]) => `${hour}:${net}`)
      .join(' ');
  }
}

const ENDED = {
  paid: 'ended_paid',
  cancelled: 'ended_cancelled',
  expired: 'ended_expired',
  failed: 'ended_failed',
} as const;

/** Adds up all of the till's rows of these dates anew, so that a batch that comes twice or late heals instead of doubling. */
export const sumUpDays = async (
  statements: Statements,
  station: string,
  dates: readonly string[],
): Promise<void> => {
  if (dates.length === 0) return;
  const values = [station, dates];
  const moves = await statements.query(
    `SELECT date, currency, hour, kind, sum(count) AS count, sum(amount) AS amount FROM moves
     WHERE station = $1 AND date = ANY($2) GROUP BY date, currency, hour, kind`,
    values,
  );
  const charges = await statements.query(
    `SELECT date, currency, ended, count(*) AS count FROM payments
     WHERE station = $1 AND date = ANY($2) GROUP BY date, currency, ended`,
    values,
  );
  const days = new Map<string, StationDay>();
  const dayOf = (date: string, currency: string): StationDay => {
    const name = `${date} ${currency}`;
    const day = days.get(name) ?? new StationDay(date, currency);
    days.set(name, day);
    return day;
  };
  for (const row of moves) {
    const { date, currency, hour, kind, count, amount } = moved.parse(row);
    const day = dayOf(date, currency);
    day.add(kind, amount);
    day.add(`${kind}_count`, count);
    day.addHour(hour, kind === 'paid' ? amount : -amount);
  }
  for (const row of charges) {
    const { date, currency, ended: end, count } = ended.parse(row);
    dayOf(date, currency).add(end === null ? 'unfinished' : ENDED[end], count);
  }
  await insertStationDays(
    statements,
    station,
    [...days.values()].map(({ date, currency, hours, figures }) => ({ date, currency, hours, ...figures })),
  );
};

/** What came in by hour, as `hours` has it. */
export const readHours = (hours: string): readonly (readonly [hour: number, net: number])[] =>
  hours === ''
    ? []
    : hours.split(' ').map((one) => {
        const [hour, net] = one.split(':');
        return [Number(hour), Number(net)];
      });
