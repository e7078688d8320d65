/** A query of the history as SQL. */
import type { HistoryFilter, HistoryQuery } from '#domain/history/history.ts';
import { searchTerms } from '#domain/history/search-text.ts';
import type { SearchTerm } from '#domain/history/search-text.ts';

export interface Conditions {
  readonly sql: readonly string[];
  readonly values: Readonly<Record<string, string | number>>;
}

/** `outcome <> 'paid'` lets SQLite use the partial index with the same condition. */
export const FILTERS = {
  all: [],
  paid: ["outcome = 'paid'"],
  refunds: ['id % 2 = 1'],
  'not-paid': ["outcome = 'not-paid'", "outcome <> 'paid'"],
  unresolved: ["outcome = 'unresolved'", "outcome <> 'paid'"],
} as const satisfies Record<HistoryFilter, readonly string[]>;

const COMPARED = {
  cashier: 'cashier = @cashier',
  from: 'started_at >= @from',
  to: 'started_at < @to',
  least: 'amount >= @least',
  most: 'amount <= @most',
} as const satisfies Partial<Record<keyof HistoryQuery, string>>;

type Compared = keyof typeof COMPARED;

const compared = (query: HistoryQuery, names: readonly Compared[]): Conditions => {
  const given = names.filter((name) => query[name] !== null);
  return {
    sql: given.map((name) => COMPARED[name]),
    values: Object.fromEntries(given.map((name) => [name, query[name] ?? 0])),
  };
};

export const timeConditions = (query: HistoryQuery): Conditions => compared(query, ['from', 'to']);

/** Every condition except the text. */
export const filterConditions = (query: HistoryQuery): Conditions => {
  const { sql, values } = compared(query, ['cashier', 'from', 'to', 'least', 'most']);
  return { sql: [...FILTERS[query.filter], ...sql], values };
};

const termSql = (term: SearchTerm, name: string): string =>
  `(${term.map(({ column }, part) => `instr(${column}, @${name}x${part})`).join(' OR ')})`;

/** A row matches if it has all terms of at least one list. */
export const textConditions = (query: HistoryQuery): Conditions => {
  const choices = searchTerms(query.text, query.currency);
  const named = choices.map((terms, choice) =>
    terms.map((term, index) => ({ term, name: `term${choice}x${index}` })),
  );
  const all = named.map((terms) => terms.map(({ term, name }) => termSql(term, name)).join(' AND '));
  return {
    sql: all.length === 0 ? [] : [`(${all.join(' OR ')})`],
    values: Object.fromEntries(
      named.flat().flatMap(({ term, name }) => term.map(({ text }, part) => [`${name}x${part}`, text])),
    ),
  };
};

/** All conditions joined by AND; never empty, so that they can follow WHERE. */
export const joined = (all: readonly Conditions[]): Conditions => ({
  sql: ['TRUE', ...all.flatMap(({ sql }) => sql)],
  values: Object.fromEntries(all.flatMap(({ values }) => Object.entries(values))),
});
