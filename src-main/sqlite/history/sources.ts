/** Which rows of the history are read for a query. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { HistoryQuery } from '#domain/history/history.ts';
import type { SearchTerm } from '#domain/history/search-text.ts';
import { searchTerms } from '#domain/history/search-text.ts';
import type { Conditions } from './conditions.ts';
import { FILTERS } from './conditions.ts';
import { indexedTerm } from './indexed-term.ts';

/** Without an index: the few rows that meet the conditions, to be sorted. With one: all rows, in its order. */
export interface Source {
  readonly index: string | null;
  readonly conditions: Conditions;
}

/**
 * Fewer candidates than this are read and sorted. If there are more, the newest rows are read until enough match, which is
 * soon.
 */
const FEW = 1_000;

/** The rows that match, if they are few. */
const ifFew = (
  db: Database.Database,
  candidates: string,
  values: Conditions['values'],
): readonly number[] | null => {
  const ids = z.array(z.int()).parse(db.prepare(`${candidates} LIMIT ${FEW}`).pluck().all(values));
  return ids.length < FEW ? ids : null;
};

/** Only the rows already found: the page and the sums of its days need not search again. */
const theseAlone = (ids: readonly number[]): Source => ({
  index: null,
  conditions: {
    sql: ['id IN (SELECT value FROM json_each(@ids))'],
    values: { ids: JSON.stringify(ids) },
  },
});

const BY_TEXT = 'SELECT rowid FROM history_text WHERE history_text MATCH @match';

/** One rare term is enough: it leaves few rows to search for the others. */
const byText = (db: Database.Database): ((query: HistoryQuery) => Source | null) => {
  const indexed = indexedTerm(db);
  const ofRarest = (terms: readonly SearchTerm[]): readonly number[] | null => {
    const all = terms.map(indexed).filter((match) => match !== null);
    if (all.includes('')) return [];
    for (const match of all) {
      const ids = ifFew(db, BY_TEXT, { match });
      if (ids) return ids;
    }
    return null;
  };
  return ({ text, currency }) => {
    const found = searchTerms(text, currency).map(ofRarest);
    const few = found.filter((ids) => ids !== null);
    return found.length === 0 || few.length < found.length ? null : theseAlone([...new Set(few.flat())]);
  };
};

const byAmount = (db: Database.Database, { least, most }: HistoryQuery): Source | null => {
  if (least === null && most === null) return null;
  const values = { leastAmount: least ?? 0, mostAmount: most ?? Number.MAX_SAFE_INTEGER };
  const candidates = 'SELECT id FROM history WHERE amount BETWEEN @leastAmount AND @mostAmount';
  const ids = ifFew(db, candidates, values);
  return ids && theseAlone(ids);
};

const INDEX_OF_FILTER = {
  all: null,
  paid: null,
  refunds: 'history_of_refunds',
  'not-paid': 'history_unlike_most',
  unresolved: 'history_unlike_most',
} as const satisfies Record<HistoryQuery['filter'], string | null>;

const inOrder = ({ filter, cashier }: HistoryQuery): Source => {
  const index = INDEX_OF_FILTER[filter];
  if (index !== null) return { index, conditions: { sql: FILTERS[filter], values: {} } };
  if (cashier === null) return { index: 'history_by_start', conditions: { sql: [], values: {} } };
  return {
    index: 'history_by_cashier',
    conditions: { sql: ['cashier = @cashier'], values: { cashier } },
  };
};

/** A query object keeps the source first chosen for it. */
export const sources = (db: Database.Database): ((query: HistoryQuery) => Source) => {
  const text = byText(db);
  const known = new WeakMap<HistoryQuery, Source>();
  return (query) => {
    const source = known.get(query) ?? text(query) ?? byAmount(db, query) ?? inOrder(query);
    known.set(query, source);
    return source;
  };
};
