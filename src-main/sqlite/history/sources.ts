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

const isFew = (db: Database.Database, candidates: string, values: Conditions['values']): boolean =>
  z.int().parse(db.prepare(`SELECT count(*) FROM (${candidates} LIMIT ${FEW})`).pluck().get(values)) < FEW;

const BY_TEXT = 'SELECT rowid FROM history_text WHERE history_text MATCH @match';
const NONE: Conditions = { sql: ['FALSE'], values: {} };

/** One rare term is enough: it leaves few rows, in which the others are looked for. */
const byText = (db: Database.Database): ((query: HistoryQuery) => Source | null) => {
  const indexed = indexedTerm(db);
  const rarest = (terms: readonly SearchTerm[]): string | undefined => {
    const all = terms.map(indexed).filter((match) => match !== null);
    return all.find((match) => match === '') ?? all.find((match) => isFew(db, BY_TEXT, { match }));
  };
  return ({ text, currency }) => {
    const found = searchTerms(text, currency).map(rarest);
    if (found.length === 0 || found.includes(undefined)) return null;
    const match = found.filter(Boolean).join(' OR ');
    const conditions = match === '' ? NONE : { sql: [`id IN (${BY_TEXT})`], values: { match } };
    return { index: null, conditions };
  };
};

const byAmount = (db: Database.Database, { least, most }: HistoryQuery): Source | null => {
  if (least === null && most === null) return null;
  const values = { leastAmount: least ?? 0, mostAmount: most ?? Number.MAX_SAFE_INTEGER };
  const candidates = 'SELECT id FROM history WHERE amount BETWEEN @leastAmount AND @mostAmount';
  return isFew(db, candidates, values)
    ? { index: null, conditions: { sql: [`id IN (${candidates})`], values } }
    : null;
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

/** A query object keeps the source that was first chosen for it. */
export const sources = (db: Database.Database): ((query: HistoryQuery) => Source) => {
  const text = byText(db);
  const known = new WeakMap<HistoryQuery, Source>();
  return (query) => {
    const source = known.get(query) ?? text(query) ?? byAmount(db, query) ?? inOrder(query);
    known.set(query, source);
    return source;
  };
};
