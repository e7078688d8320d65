/** Lines of a report before their money is formatted: a name, what it means, how many and how much. */
import type { Report } from '#domain/day/report.ts';
import type { Money } from '#domain/money.ts';
import type { Person } from '#domain/staff/staff.ts';
import { countWords } from './counts-and-lists.ts';
import { nameWords } from './person-words.ts';
import { text } from './text.ts';

export interface ReportLine {
  readonly name: string;
  readonly note: string;
  /** '' if nothing is counted. */
  readonly count: string;
  /** '' if the line is not about money. */
  readonly sum: string;
}

/** A line whose sum is not formatted yet for screen or paper. */
export type Draft = Omit<ReportLine, 'sum'> & { readonly sum: Money | null };
export type Totals = Report['payments']['paid'];

/** One line for each currency, or one that says zero. */
export const totalLines = (name: string, note: string, totals: Totals): readonly Draft[] => {
  const lines = Object.entries(totals ?? {}).map(([currency, { count, sum }]) => ({
    name,
    note,
    count: countWords(count),
    sum: { amount: sum, currency },
  }));
  return lines.length > 0 ? lines : [{ name, note, count: '0', sum: null }];
};

/** Refunds are negative, as in the history and on the day's page. */
export const negated = (lines: readonly Draft[]): readonly Draft[] =>
  lines.map((line) => ({ ...line, sum: line.sum && { ...line.sum, amount: -line.sum.amount } }));

export const plain = (name: string, note = '', sum: Money | null = null): Draft => ({
  name,
  note,
  count: '',
  sum,
});

export const cashierWords = (person: Person | null): string =>
  person ? nameWords(person.name) : text('report.cashier.nobody');
