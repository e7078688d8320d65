/** The figures behind the plots of the overview. */
import type { OverviewView } from '#contract';
import { countWords, moneyWords, text, WAIT_STEP } from '#contract';
import { hourWords, weekdayName } from '../takings/takings-words.ts';
import { dateWords } from '../time-words.ts';
import { cashierName, endsOf, percentWords } from './overview-words.ts';

export interface OverviewTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** Each row begins with its name. */
  readonly rows: readonly (readonly string[])[];
}

const waitRows = ({ waits }: OverviewView): OverviewTable['rows'] =>
  waits.map((count, step) => [
    step === waits.length - 1
      ? text('overview.wait.longest', { seconds: step * WAIT_STEP })
      : text('overview.wait.step', { from: step * WAIT_STEP, to: (step + 1) * WAIT_STEP }),
    countWords(count),
  ]);

export const overviewTables = (view: OverviewView): readonly OverviewTable[] => {
  const money = (amount: number): string => moneyWords({ amount, currency: view.currency });
  const net = text('report.net');
  const compared = [net, text('overview.before')];
  const table = (title: string, columns: readonly string[], rows: OverviewTable['rows']): OverviewTable => ({
    title,
    columns: [title, ...columns],
    rows,
  });
  const parts = (part: { readonly net: number; readonly before: number }) => [
    money(part.net),
    money(part.before),
  ];
  return [
    table(
      text('overview.money'),
      [text('report.count'), text('overview.sum')],
      [
        [text('report.paid'), countWords(view.paidCount), money(view.paid)],
        [text('report.refunded'), countWords(view.refundedCount), money(-view.refunded)],
        [net, '', money(view.net)],
      ],
    ),
    table(
      text('overview.by-day'),
      compared,
      view.days.map((day) => [dateWords(day.date), ...parts(day)]),
    ),
    table(
      text('report.hours'),
      compared,
      view.hours.map((part) => [
        text('report.hour', { from: hourWords(part.hour), to: hourWords((part.hour + 1) % 24) }),
        ...parts(part),
      ]),
    ),
    table(
      text('overview.by-weekday'),
      [net],
      view.weekdays.map((weekday, index) => [weekdayName(index), money(weekday.net)]),
    ),
    table(
      text('report.cashiers'),
      [text('report.count'), net],
      view.cashiers.map((one) => [cashierName(one.name), countWords(one.count), money(one.net)]),
    ),
    table(
      text('overview.ends'),
      [text('report.count'), text('overview.share')],
      endsOf(view).map(({ end, count, share }) => [
        text(`overview.end.${end}`),
        countWords(count),
        percentWords(share),
      ]),
    ),
    table(text('overview.wait'), [text('report.count')], waitRows(view)),
  ].filter(({ rows }) => rows.length > 0);
};
