/** How long main takes for a page of the history, with and without a search, over a million payments of two years. */
import type { HistoryQuery } from '#domain/history/history.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { readHistory } from '#services/history/read-history.ts';
import { EVERY_ROW } from '../sqlite/kit/every-row.ts';
import { head, line } from './kit/timing.ts';
import {
  days,
  gatewayNumberOf,
  overTwoYears,
  PAYMENTS,
  phoneNumberOf,
  referenceOf,
  today,
} from './kit/two-years.ts';

const long = Math.floor(PAYMENTS / 3) + 7;
const year = days.rangeOf(shiftDay(today, -365));

const QUERIES: readonly (readonly [string, Partial<HistoryQuery>])[] = [
  ['the newest page', {}],
  ['not paid', { filter: 'not-paid' }],
  ['unresolved: there is none', { filter: 'unresolved' }],
  ['refunds', { filter: 'refunds' }],
  ['one cashier', { cashier: 'Tao' }],
  ['one cashier, not paid, a year ago', { cashier: 'Lin', filter: 'not-paid', to: year.to }],
  ['a year ago', { to: year.to }],
  ['an amount span', { least: 12_300, most: 12_310 }],
  ['a wide amount span', { least: 10_000, most: 20_000 }],
  ['one letter', { text: 't' }],
  ['two letters that stand nowhere', { text: 'xq' }],
  ['two digits', { text: '37' }],
  ['a word in every other row', { text: 'table' }],
  ['two words', { text: 'table 37' }],
  ['a word that stands nowhere', { text: 'terrace' }],
  ['two common words that never meet', { text: 'table takeaway' }],
  ['an amount', { text: '123.45' }],
  ['a whole reference', { text: referenceOf(long) }],
  ['its last eight', { text: referenceOf(long).slice(-8) }],
  ['its day', { text: referenceOf(long).slice(3, 11) }],
  ['a reference that is not there', { text: referenceOf(long).replace('C1', 'C2') }],
  ['a number on a phone', { text: phoneNumberOf(long) }],
  ['its last six digits', { text: phoneNumberOf(long).slice(-6) }],
  ['its last four digits', { text: phoneNumberOf(long).slice(-4) }],
  ["the gateway's number", { text: gatewayNumberOf(long) }],
  ['a cashier and an order', { text: 'mei takeaway 345' }],
];

overTwoYears((journal) => {
  const ports = { journal, businessDays: days };
  head();
  for (const [name, asked] of QUERIES) line(name, () => readHistory(ports, { ...EVERY_ROW, ...asked }, null));
  const middle = { at: year.from, id: 0 };
  line('the page after one in the middle', () => readHistory(ports, EVERY_ROW, middle));
});
