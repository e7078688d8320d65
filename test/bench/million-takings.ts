/**
 * How long main takes for the figure of today and for the overview of a year, over a journal of a million payments in
 * these two years; `computing` is without the waiting for other programs.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { businessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { readOverview } from '#services/takings/overview.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { sell } from '../sqlite/kit/sales.ts';
import { freshHome, removeHome } from '../support/station.ts';

const PAYMENTS = Number(process.argv[2] ?? 1_000_000);
const DAYS = 730;
const OPEN_HOURS = 12;
const PER_TRANSACTION = 10_000;
const RUNS = 20;
const CASHIERS = ['Lin', 'Mei', 'Tao', 'Chen'].map((name) => ({ id: name, name, role: 'cashier' }) as const);

const days = businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
const today = '2026-11-28';
const first = shiftDay(today, 1 - DAYS);
const dates = Array.from({ length: DAYS }, (_, index) => shiftDay(first, index));

const sellForTwoYears = (file: string): void => {
  const perDay = Math.ceil(PAYMENTS / DAYS);
  const step = Math.floor((OPEN_HOURS * 3_600_000) / perDay);
  const lock = lockJournal(file);
  const db = openDatabase(file);
  const journal = journalOver(db, lock);
  const opens = dates.map((date) => days.rangeOf(date).from + 5 * 3_600_000);
  for (let from = 0; from < PAYMENTS; from += PER_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < Math.min(PAYMENTS, from + PER_TRANSACTION); n += 1) {
        const at = (opens[Math.floor(n / perDay)] ?? 0) + (n % perDay) * step;
        sell(journal, `B1-${n}`, at, { cashier: CASHIERS[n % CASHIERS.length] ?? null });
      }
    })();
  }
  journal.close();
};

const line = (name: string, work: () => unknown): void => {
  const runs = Array.from({ length: RUNS }, () => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    work();
    const { user, system } = process.cpuUsage(before);
    return { elapsed: performance.now() - began, busy: (user + system) / 1_000 };
  });
  const medianOf = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[RUNS / 2] ?? 0;
  const figures = [
    medianOf(runs.map(({ elapsed }) => elapsed)),
    Math.max(...runs.map(({ elapsed }) => elapsed)),
    medianOf(runs.map(({ busy }) => busy)),
  ];
  console.log(name.padEnd(32) + figures.map((ms) => ` ${ms.toFixed(1).padStart(8)} ms`).join(''));
};

const home = freshHome();
const file = join(home, 'journal.db');
try {
  sellForTwoYears(file);
  console.log(`${PAYMENTS} payments, a journal of ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
  const lock = lockJournal(file);
  const journal = journalOver(openDatabase(file), lock);
  const clock = new HandClock(days.rangeOf(today).from + 12 * 3_600_000);
  const ports = { journal, days, clock, currency: 'CNY' };
  const week = { from: shiftDay(today, -6), to: today };
  console.log(''.padEnd(32) + ['median', 'longest', 'computing'].map((name) => name.padStart(12)).join(''));
  line('today', () => readOverview(ports, { from: today, to: today }));
  line('overview of a week', () => readOverview(ports, week));
  line('overview of a year', () => readOverview(ports, { from: shiftDay(today, -364), to: today }));
  journal.close();
} finally {
  rmSync(file, { force: true });
  removeHome(home);
}
