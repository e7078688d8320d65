/** Writes what new rows of a till's journal say into the tables that follow from it. */
import type { TillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { StoryState } from '#domain/story/story.ts';
import type { Statements } from '../database/database.ts';
import { raise } from './alarms.ts';
import { calendarOf } from './sums/calendar.ts';
import type { Row } from './chain.ts';
import type { Dated, Loaded } from './projections.ts';
import { loadPayments, loadRefunds, writePayments, writeRefunds } from './projections.ts';
import { sumUpDays } from './sums/station-days.ts';
import type { Told } from './stories.ts';
import { writeDays, writeMoves } from './sums/sums.ts';
import { isOfActivity, isOfRefund, toldByRows } from './told-by-rows.ts';

/** What running numbers go on from; see `runningNumber`. */
export interface Numbers {
  readonly lastPayment: number;
  readonly lastRefund: number;
  readonly lostPayments: number | undefined;
  readonly lostRefunds: number | undefined;
}

const load = async (
  statements: Statements,
  station: string,
  rows: readonly Row[],
  { lastPayment, lastRefund, lostPayments, lostRefunds }: Numbers,
) => {
  const stories = rows.filter((row) => !isOfActivity(row));
  const referencesOf = (ofRefunds: boolean): readonly string[] => [
    ...new Set(stories.filter((row) => isOfRefund(row) === ofRefunds).map(({ reference }) => reference)),
  ];
  const hasLost = lostPayments !== undefined || rows.some(({ type }) => type === 'tail-lost');
  return {
    payments: await loadPayments(statements, {
      station,
      references: referencesOf(false),
      last: lastPayment,
      lost: lostPayments,
      hasLost,
    }),
    refunds: await loadRefunds(statements, {
      station,
      references: referencesOf(true),
      last: lastRefund,
      lost: lostRefunds,
      hasLost,
    }),
  };
};

/** What has changed, with the dates on which it began. */
const dated = <S extends StoryState>(
  changed: ReadonlyMap<string, Told<S>>,
  { dates }: Loaded<S>,
  days: BusinessDays,
): readonly Dated<S>[] =>
  [...changed].map(([reference, told]) => ({
    ...told,
    date: dates.get(reference) ?? days.dateOf(told.state.startedAt),
  }));

/** The caller holds the station's row. What running numbers go on from afterwards. */
export const project = async (
  statements: Statements,
  station: string,
  {
    rows,
    numbers,
    state,
    now,
  }: {
    readonly rows: readonly Row[];
    readonly numbers: Numbers;
    readonly state: TillState;
    readonly now: number;
  },
): Promise<Numbers> => {
  if (rows.length === 0) return numbers;
  const days = calendarOf(state, now);
  const before = await load(statements, station, rows, numbers);
  const { payments, refunds, moved, closed, unread } = toldByRows(rows, before);
  const datedPayments = dated(payments.changed, before.payments, days);
  await writePayments(statements, station, datedPayments);
  await writeRefunds(statements, station, dated(refunds.changed, before.refunds, days));
  const datesMoved = await writeMoves(statements, station, moved, days);
  const datesBegun = datedPayments.map(({ date }) => date);
  await sumUpDays(statements, station, [...new Set([...datesMoved, ...datesBegun])]);
  await writeDays(statements, station, closed);
  await raise(
    statements,
    station,
    unread.map(({ sequence, why }) => ({ kind: 'unread', row: sequence, detail: why })),
    now,
  );
  return {
    lastPayment: payments.last,
    lastRefund: refunds.last,
    lostPayments: payments.lost,
    lostRefunds: refunds.lost,
  };
};
