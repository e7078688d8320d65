import type { HistoryQuery } from '#domain/history/history.ts';
import { ANY_HISTORY } from '../../support/made-up/any-history.ts';

/** Asks for the whole history of a shop in China. */
export const EVERY_ROW: HistoryQuery = { ...ANY_HISTORY, currency: 'CNY' };
