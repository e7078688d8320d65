/** A shop that has sold for two years: the journal that the benches of a million payments measure. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayRefund, RefundEvent } from '#domain/refund/refund.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { journalOver } from '#sqlite/journal.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';
import { intended, reportedPayment } from '../../sqlite/kit/sales.ts';
import { freshHome, removeHome } from '../../support/station.ts';

/** So many payments, and a file that is kept for the next time; without it, a new one is made and removed. */
const PAYMENTS = Number(process.argv[2] ?? 1_000_000);
const keptFile = process.argv[3];

const DAYS = 730;
const OPEN_HOURS = 12;
const PER_TRANSACTION = 10_000;
const CASHIERS = ['Lin', 'Mei', 'Tao', 'Chen'].map((name) => ({ id: name, name, role: 'cashier' }) as const);
const PAID = 2;
const EXPIRED = 5;
const EVERY = { expired: 20, refunded: 50 } as const;

export const days = businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
export const today = '2026-11-28';

const first = shiftDay(today, 1 - DAYS);
const dates = Array.from({ length: DAYS }, (_, index) => shiftDay(first, index));
const opens = dates.map((date) => days.rangeOf(date).from + 5 * 3_600_000);
const perDay = Math.ceil(PAYMENTS / DAYS);
const step = Math.floor((OPEN_HOURS * 3_600_000) / perDay);

/** Spread out, and the same in each run. */
const mixed = (n: number): number => Math.imul(n + 1, 2_654_435_761) >>> 0;

const startedAt = (n: number): number => (opens[Math.floor(n / perDay)] ?? 0) + (n % perDay) * step;

const referenceOf = (n: number, mark = ''): string => {
  const date = (dates[Math.floor(n / perDay)] ?? '').replaceAll('-', '');
  const end = (mixed(n) * 1_000_003).toString(36).toUpperCase().padStart(8, '0').slice(-8);
  return `C1-${date}-${mark}${String((n % perDay) + 1).padStart(6, '0')}-Q4ZK7MA3F8-${end}`;
};

const phoneNumberOf = (n: number): string => `20261128220014${String(mixed(n)).padStart(14, '0')}`;

const gatewayNumberOf = (n: number): string => String(40_000_000 + n);

const refund = (journal: OpenJournal, n: number, at: number, amount: number): void => {
  const [reference, paymentReference] = [referenceOf(n, 'R'), referenceOf(n)];
  const paymentId = gatewayNumberOf(n);
  const intent = refundIntended(reference, amount, { paymentReference, paymentId });
  const reported: GatewayRefund = { ...refundReported(reference, amount, PAID), paymentId };
  const created: RefundEvent = { type: 'refund-created', refund: reported };
  journal.appendRefund(reference, intent, at);
  journal.appendRefund(reference, created, at + 1_000);
};

/** A sale and, seldom, its refund. */
const sellOne = (journal: OpenJournal, n: number, at: number): void => {
  const reference = referenceOf(n);
  const amount = 500 + (mixed(n) % 40_000);
  const orderReference = n % 3 === 0 ? `Takeaway ${n % 1_000}` : `Table ${n % 40}`;
  const cashier = CASHIERS[n % CASHIERS.length] ?? null;
  journal.append(reference, intended(reference, { amount, orderReference, cashier }), at);
  const created = { id: gatewayNumberOf(n), amount };
  journal.append(reference, { type: 'created', payment: reportedPayment(reference, 1, created) }, at + 1_000);
  const status = n % EVERY.expired === 0 ? EXPIRED : PAID;
  const ended = reportedPayment(reference, status, { ...created, methodTransactionId: phoneNumberOf(n) });
  journal.append(reference, { type: 'observed', payment: ended }, at + 9_000);
  if (n % EVERY.refunded === 1) refund(journal, n, at + 20_000, Math.floor(amount / 2));
};

const opened = (file: string): { db: ReturnType<typeof openDatabase>; journal: OpenJournal } => {
  const lock = lockJournal(file);
  const db = openDatabase(file);
  return { db, journal: journalOver(db, lock) };
};

const sellForTwoYears = (file: string): void => {
  const { db, journal } = opened(file);
  // Made once and measured afterwards: nothing is lost by a power cut meanwhile.
  for (const setting of ['synchronous = OFF', 'cache_size = -1500000']) db.pragma(setting);
  for (let from = 0; from < PAYMENTS; from += PER_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < Math.min(PAYMENTS, from + PER_TRANSACTION); n += 1)
        sellOne(journal, n, startedAt(n));
    })();
  }
  journal.close();
};

/** Runs the bench over the journal, open as the till has it, and says how large it is. */
export const overTwoYears = (bench: (journal: OpenJournal, file: string) => void): void => {
  const home = freshHome();
  const file = keptFile ?? join(home, 'journal.db');
  try {
    if (!existsSync(file)) sellForTwoYears(file);
    console.log(`${PAYMENTS} payments, a journal of ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
    const { journal } = opened(file);
    bench(journal, file);
    journal.close();
  } finally {
    if (keptFile === undefined) rmSync(file, { force: true });
    removeHome(home);
  }
};
