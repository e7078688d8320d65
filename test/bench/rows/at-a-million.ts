/**
 * Questions asked at the counter and in the office about a year of a million payments, answered in main as
 * for the screens.
 */
import { join } from 'node:path';
import type { HistoryQuery } from '#domain/history/history.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { readReport } from '#services/day/report.ts';
import { RowsSinceZ } from '#services/day/rows-since-z.ts';
import { readHistory } from '#services/history/read-history.ts';
import { readOverview } from '#services/takings/overview.ts';
import { LISTED } from '#handlers/views/snapshot.ts';
import { yieldNow } from '#sqlite/worker/background.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { journalOver } from '#sqlite/journal.ts';
import { EVERY_ROW } from '../../sqlite/kit/every-row.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import type { YearName } from '../kit/busy-year.ts';
import { busyYear, days, lastDate, PAYMENTS } from '../kit/busy-year.ts';
import { inTurn } from '../kit/in-turn.ts';
import type { BenchRow, Family } from '../kit/row.ts';
import { amountOf, gatewayNumberOf } from '../kit/year-of-sales.ts';
import type { BareQuestion } from '../limits/bare-questions.ts';
import { bareQuestions } from '../limits/bare-questions.ts';

const ROUNDS = { warmUps: 5, rounds: 60 };
const FAST = { p95: 2, most: { p95: 50 } };

const openYear = (name: YearName) => {
  const file = join(busyYear(name), 'training', 'journal.db');
  const journal = journalOver(openDatabase(file), lockJournal(file));
  const clock = new HandClock(days.rangeOf(lastDate).from + 18 * 3_600_000);
  const sinceZ = new RowsSinceZ({ journal, days, clock, yieldNow });
  return { journal, clock, sinceZ, bare: bareQuestions(file) };
};
type Year = ReturnType<typeof openYear>;

const opened = new Map<YearName, Year>();
const yearOf = (name: YearName): Year => {
  const year = opened.get(name) ?? openYear(name);
  opened.set(name, year);
  return year;
};

interface Question {
  readonly name: string;
  readonly what: string;
  readonly bare: BareQuestion;
  readonly year?: YearName;
  readonly ask: (year: Year) => unknown;
}

const sought = Math.floor(PAYMENTS / 3) + 7;
const march = { from: days.rangeOf('2026-03-02').from, to: days.rangeOf('2026-03-08').to };
const today = days.rangeOf(lastDate);
const values = { ...march, text: gatewayNumberOf(sought), amount: amountOf(sought), cashier: 'lin' };

const history =
  (query: Partial<HistoryQuery>) =>
  ({ journal }: { readonly journal: OpenJournal }) =>
    readHistory({ journal, businessDays: days }, { ...EVERY_ROW, ...query }, null);

const overviewOf =
  (since: number) =>
  ({ journal, clock }: Year) =>
    readOverview(
      { journal, days, clock, currency: 'CNY' },
      { from: shiftDay(lastDate, since), to: lastDate },
    );

const QUESTIONS: readonly Question[] = [
  { name: 'history-newest', what: 'the newest page of the history', bare: 'newest', ask: history({}) },
  { name: 'history-cashier', what: 'one cashier', bare: 'cashier', ask: history({ cashier: 'lin' }) },
  { name: 'history-not-paid', what: 'not paid', bare: 'notPaid', ask: history({ filter: 'not-paid' }) },
  {
    name: 'search-amount',
    what: 'an amount',
    bare: 'amount',
    ask: history({ text: (values.amount / 100).toFixed(2) }),
  },
  {
    name: 'search-gateway',
    what: "the gateway's number",
    bare: 'gatewayNumber',
    ask: history({ text: values.text }),
  },
  {
    name: 'search-part',
    what: 'part of a number',
    bare: 'partOfWord',
    ask: history({ text: values.text.slice(2) }),
  },
  {
    name: 'search-span',
    what: 'a week and an amount span',
    bare: 'datesAndAmounts',
    ask: history({ ...march, least: values.amount, most: values.amount + 1_000 }),
  },
  {
    name: 'audit-page',
    what: 'the newest page of the audit log',
    bare: 'audit',
    ask: ({ journal }) => journal.audit({ before: null, person: null, kind: null }, 50),
  },
  { name: 'z-list', what: 'the list of Zs', bare: 'zs', ask: ({ journal }) => journal.closedDays(92) },
  {
    name: 'today-payments',
    what: 'the payments of today, as Sale lists them',
    bare: 'snapshot',
    ask: ({ journal }) => [
      journal.newestBetween(today.from, today.to, LISTED),
      journal.countBetween(today.from, today.to),
    ],
  },
  { name: 'overview-year', what: 'the overview of a year', bare: 'overview', ask: overviewOf(-364) },
  {
    name: 'x-report',
    what: 'X, no Z since January, the till open for a while',
    bare: 'x',
    year: 'none-since-january',
    ask: (year) => readReport({ ...year, days, yieldNow }, year.sinceZ),
  },
];

const rowOf = ({ name, what, bare, year = 'daily', ask }: Question): BenchRow => ({
  name,
  what: `${what}, at ${PAYMENTS.toLocaleString('en')} payments`,
  beside: 'one SQL statement over the same file, its rows parsed',
  unit: 'ms',
  promise: FAST,
  year,
  measure: async () => {
    const shop = yearOf(year);
    const span = bare === 'snapshot' ? { ...values, ...today } : values;
    return inTurn({ station: () => ask(shop), limit: () => shop.bare.ask(bare, span) }, ROUNDS);
  },
});

export const atAMillion: Family = {
  rows: QUESTIONS.map(rowOf),
  close: () => {
    for (const { journal, bare } of opened.values()) {
      bare.close();
      journal.close();
    }
  },
};
