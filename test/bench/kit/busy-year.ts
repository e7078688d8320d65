/**
 * A year of a busy till, made the way a till makes it, with its time compressed: shifts and handovers, sales that end in
 * every way, refunds, receipts, a signature after every hundred rows, and a Z each night or none since January.
 * A million payments take twenty minutes: the years are made once, before the first row that needs them, and kept.
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReconciliationCounts } from '#domain/day/reconciliation.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { Shifts } from '#services/day/shifts.ts';
import type { SigningKey } from '#services/ports.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { journalOver } from '#sqlite/journal.ts';
import { openHeadNote } from '#sqlite/tail/head-note.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { installation } from '../../support/station-kit.ts';
import { benchFolder } from './write-results.ts';
import { CASHIERS, chen, printReceipts, refundSome, saleOf, sell } from './year-of-sales.ts';

export const days = businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
export const lastDate = '2026-11-28';

const DAYS = 365;
const OPENS_AFTER = 4 * 3_600_000;
const OPEN_FOR = 15 * 3_600_000;
const ROWS_SIGNED = 100;
const FIRST_DAYS_WITH_Z = 30;

/** Fewer, only for testing the rows themselves. */
export const PAYMENTS = Number(process.env.COUNTERTOP_BENCH_PAYMENTS ?? 1_000_000);

/** A year, by when its Zs were made. */
export type YearName = 'daily' | 'none-since-january';

/** The key of the till in all these years: a test's, and no secret. */
const PRIVATE_KEY = Buffer.from(`302e020100300506032b657004220420${'5a'.repeat(32)}`, 'hex');

const yearKey = (): SigningKey => {
  const key = createPrivateKey({ key: PRIVATE_KEY, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  return { former: [], publicKey, sign: (bytes) => sign(null, bytes, key).toString('base64') };
};

/**
 * Stored as a till without a key store stores it, so that a till started on this folder goes on with the key
 * that signed it.
 */
const keepKey = (home: string): void => {
  const { publicKey } = yearKey();
  const file = { publicKey, sealed: false, privateKey: PRIVATE_KEY.toString('base64') };
  writeFileSync(join(home, 'signing-key.json'), JSON.stringify(file), { mode: 0o600 });
};

const NONE: ReconciliationCounts = { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 };

const shopIn = (file: string) => {
  const db = openDatabase(file);
  // Made once and measured afterwards, so a power cut in between loses nothing.
  for (const setting of ['synchronous = OFF', 'temp_store = MEMORY', 'cache_size = -1500000'])
    db.pragma(setting);
  const journal = journalOver(db, lockJournal(file));
  const clock = new HandClock(days.rangeOf(shiftDay(lastDate, 1 - DAYS)).from);
  const ports = { journal, days, clock, yieldNow: () => Promise.resolve() };
  const shifts = new Shifts(ports);
  const key = yearKey();
  const reconcile = (dates: readonly string[]): Promise<void> => {
    for (const date of dates)
      journal.record(
        {
          type: 'reconciled',
          ...days.rangeOf(date),
          date,
          result: 'matched',
          payments: NONE,
          refunds: NONE,
          refundsAsked: 'every',
          mended: 0,
          lines: [],
          by: null,
        },
        clock.now(),
      );
    return Promise.resolve();
  };
  const desk = new DayDesk({ ...ports, shifts, terminal: trainingTerminal, installation, key, reconcile });
  return {
    file,
    db,
    journal,
    clock,
    shifts,
    desk,
    checkpoints: openCheckpoints(join(dirname(file), 'checkpoints'), key),
  };
};

type Shop = ReturnType<typeof shopIn>;

const signIn = async (
  { journal, clock, shifts }: Shop,
  at: number,
  who: (typeof CASHIERS)[number],
): Promise<void> => {
  clock.set(at - clock.now());
  if (at % 7 === 0)
    journal.record({ type: 'pin-refused', by: who, why: 'pin-wrong', failures: 1, lockedForMs: 0 }, at);
  journal.record({ type: 'signed-in', by: who }, at);
  if (shifts.current) await shifts.handOver(who, null);
  else shifts.open(who);
};

/** All sales of a day in one transaction; a till writes them one by one, which leaves the same rows. */
const sellFor = (
  { db, journal, checkpoints }: Shop,
  from: number,
  upTo: number,
  atOf: (n: number) => number,
): void => {
  let signed = journal.head().sequence;
  db.transaction(() => {
    for (let n = from; n < upTo; n += 1) {
      const sale = saleOf(n, atOf(n), CASHIERS[Math.floor((n - from) / 400) % CASHIERS.length] ?? chen);
      sell(journal, sale);
      printReceipts(journal, sale);
      refundSome(journal, sale);
      const head = journal.head();
      if (head.sequence < signed + ROWS_SIGNED) continue;
      checkpoints.sign(head, sale.at);
      signed = head.sequence;
    }
  })();
};

/** The manager signs off what is unresolved. */
const close = async ({ desk }: Shop): Promise<void> => {
  const people = { by: chen, approvedBy: chen };
  const first = await desk.close({ ...people, signOffs: {} });
  if (first.closed || first.why === 'day-closing') return;
  const signOffs = Object.fromEntries(
    first.unresolved.map(({ reference }) => [reference, 'asked by telephone']),
  );
  const second = await desk.close({ ...people, signOffs });
  if (!second.closed) throw new Error(second.why);
};

/** As after every write, so that the till trusts the journal's end. */
const noteHead = ({ file, journal }: Shop): void => {
  const note = openHeadNote(file);
  note.write(journal.reach());
  note.close();
};

const liveDay = async (shop: Shop, day: number, year: YearName): Promise<void> => {
  const date = shiftDay(lastDate, day + 1 - DAYS);
  const opens = days.rangeOf(date).from + OPENS_AFTER;
  const [from, upTo] = [day, day + 1].map((one) => Math.floor((PAYMENTS * one) / DAYS)) as [number, number];
  const step = Math.floor(OPEN_FOR / Math.max(1, upTo - from));
  const middle = Math.floor((from + upTo) / 2);
  const atOf = (n: number): number => opens + (n - from) * step;
  await signIn(shop, opens, CASHIERS[day % CASHIERS.length] ?? chen);
  sellFor(shop, from, middle, atOf);
  await signIn(shop, atOf(middle), CASHIERS[(day + 1) % CASHIERS.length] ?? chen);
  sellFor(shop, middle, upTo, atOf);
  shop.clock.set(opens + OPEN_FOR - shop.clock.now());
  if (year === 'daily' || day < FIRST_DAYS_WITH_Z) await close(shop);
};

const homeOf = (year: YearName): string => join(benchFolder(), `year-${PAYMENTS}-${year}`);

export const isMade = (year: YearName): boolean => existsSync(homeOf(year));

/** The data folder of a till that has spent that year in training. A row that uses it names it as its `year`. */
export const busyYear = (year: YearName): string => {
  if (!isMade(year)) throw new Error(`the year ${year} was not made`);
  return homeOf(year);
};

export const makeYear = async (year: YearName): Promise<void> => {
  const home = homeOf(year);
  const draft = `${home}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(draft, 'training'), { recursive: true });
  keepKey(draft);
  const shop = shopIn(join(draft, 'training', 'journal.db'));
  for (let day = 0; day < DAYS; day += 1) await liveDay(shop, day, year);
  shop.checkpoints.sign(shop.journal.head(), shop.clock.now());
  noteHead(shop);
  shop.journal.close();
  renameSync(draft, home);
};
