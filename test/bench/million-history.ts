/** How long main takes for a page of the history, with and without a search, over a million payments of two years. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryQuery } from '#domain/history/history.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { readHistory } from '#services/history/read-history.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { journalOver } from '#sqlite/journal.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { intended, reportedPayment } from '../sqlite/kit/sales.ts';
import { freshHome, removeHome } from '../support/station.ts';

const PAYMENTS = Number(process.argv[2] ?? 1_000_000);
const DAYS = 730;
const OPEN_HOURS = 12;
const PER_TRANSACTION = 10_000;
const RUNS = 20;
const PAID = 2;
const EXPIRED = 6;
const CASHIERS = ['Lin', 'Mei', 'Tao', 'Chen'].map((name) => ({ id: name, name, role: 'cashier' }) as const);

const businessDates = businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
const today = '2026-11-28';
const first = shiftDay(today, 1 - DAYS);
const dates = Array.from({ length: DAYS }, (_, index) => shiftDay(first, index));
const perDay = Math.ceil(PAYMENTS / DAYS);

/** Spread out, and the same in each run. */
const mixed = (n: number): number => Math.imul(n + 1, 2_654_435_761) >>> 0;

const referenceOf = (n: number): string => {
  const date = (dates[Math.floor(n / perDay)] ?? '').replaceAll('-', '');
  const end = (mixed(n) * 1_000_003).toString(36).toUpperCase().padStart(8, '0').slice(-8);
  return `C1-${date}-${String((n % perDay) + 1).padStart(6, '0')}-Q4ZK7MA3F8-${end}`;
};

const phoneNumberOf = (n: number): string => `20261128220014${String(mixed(n)).padStart(14, '0')}`;

const sellOne = (journal: OpenJournal, n: number, at: number): void => {
  const reference = referenceOf(n);
  const amount = 500 + (mixed(n) % 40_000);
  const orderReference = n % 3 === 0 ? `Takeaway ${n % 1_000}` : `Table ${n % 40}`;
  const paid = { id: String(40_000_000 + n), amount, methodTransactionId: phoneNumberOf(n) };
  const cashier = CASHIERS[n % CASHIERS.length] ?? null;
  journal.append(reference, intended(reference, { amount, orderReference, cashier }), at);
  const created = { id: paid.id, amount };
  journal.append(reference, { type: 'created', payment: reportedPayment(reference, 1, created) }, at + 1_000);
  const status = n % 20 === 0 ? EXPIRED : PAID;
  journal.append(
    reference,
    { type: 'observed', payment: reportedPayment(reference, status, paid) },
    at + 9_000,
  );
};

const sellForTwoYears = (file: string): void => {
  const step = Math.floor((OPEN_HOURS * 3_600_000) / perDay);
  const lock = lockJournal(file);
  const db = openDatabase(file);
  const journal = journalOver(db, lock);
  const opens = dates.map((date) => businessDates.rangeOf(date).from + 5 * 3_600_000);
  for (let from = 0; from < PAYMENTS; from += PER_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < Math.min(PAYMENTS, from + PER_TRANSACTION); n += 1)
        sellOne(journal, n, (opens[Math.floor(n / perDay)] ?? 0) + (n % perDay) * step);
    })();
  }
  journal.close();
};

const EVERYTHING: HistoryQuery = {
  text: '',
  currency: 'CNY',
  filter: 'all',
  cashier: null,
  from: null,
  to: null,
  least: null,
  most: null,
};

const long = Math.floor(PAYMENTS / 3) + 7;
const year = businessDates.rangeOf(shiftDay(today, -365));

const QUERIES: readonly (readonly [string, Partial<HistoryQuery>])[] = [
  ['the newest page', {}],
  ['not paid', { filter: 'not-paid' }],
  ['unresolved: there is none', { filter: 'unresolved' }],
  ['refunds: there is none', { filter: 'refunds' }],
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
  ["the gateway's number", { text: String(40_000_000 + long) }],
  ['a cashier and an order', { text: 'mei takeaway 345' }],
];

const line = (name: string, work: () => unknown): void => {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const [median = 0, longest = 0] = [times[RUNS / 2], times.at(-1)];
  console.log(`${name.padEnd(34)} ${median.toFixed(1).padStart(8)} ms ${longest.toFixed(1).padStart(8)} ms`);
};

const home = freshHome();
const file = join(home, 'journal.db');
try {
  sellForTwoYears(file);
  console.log(`${PAYMENTS} payments, a journal of ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
  const lock = lockJournal(file);
  const journal = journalOver(openDatabase(file), lock);
  const ports = { journal, businessDays: businessDates };
  console.log(`${''.padEnd(34)} ${'median'.padStart(8)}    ${'longest'.padStart(8)}`);
  for (const [name, asked] of QUERIES)
    line(name, () => readHistory(ports, { ...EVERYTHING, ...asked }, null));
  const middle = { at: year.from, id: 0 };
  line('the page after one in the middle', () => readHistory(ports, EVERYTHING, middle));
  journal.close();
} finally {
  rmSync(file, { force: true });
  removeHome(home);
}
