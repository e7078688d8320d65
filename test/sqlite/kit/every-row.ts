import type { HistoryQuery } from '#domain/history/history.ts';

/** Asks for the whole history. */
export const EVERY_ROW: HistoryQuery = {
  text: '',
  currency: 'CNY',
  filter: 'all',
  cashier: null,
  from: null,
  to: null,
  least: null,
  most: null,
};
