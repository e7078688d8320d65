/** What is left of a storm once the weather is fine: what both sides' books say, and what is wrong with it. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../../support/patience.ts';
import { openStation } from '../../support/station.ts';
import type { Page } from 'playwright-core';
import { closeDay, reconcileDay } from './cashier.ts';
import { comparisonsAmiss } from './reconcile-verdict.ts';
import { gapsIn, sumsAmiss } from './day-verdict.ts';
import type { JournalTold } from './journal-account.ts';
import { brokenChain, readJournal, readTotals } from './journal-account.ts';
import type { Station } from './life.ts';
import type { GatewayBooks } from './verdict.ts';
import { doubledIn, isStirring, lostBetween, overgivenIn, PAYMENTS, REFUNDS } from './verdict.ts';

/** What must not be, each as the sentences that tell of it. */
export interface Wrongs {
  readonly 'payments lost': readonly string[];
  readonly 'payments doubled': readonly string[];
  readonly 'refunds lost': readonly string[];
  readonly 'refunds doubled': readonly string[];
  readonly 'payments given back beyond what was paid': readonly string[];
  readonly 'Z gaps': readonly string[];
  readonly 'sums that differ': readonly string[];
  readonly 'comparisons that are not so': readonly string[];
  readonly 'broken journals': readonly string[];
}

export interface Settled extends JournalTold {
  readonly wrongs: Wrongs;
}

const LOOK_EVERY_MS = 1_000;

const lossesBetween = (journal: JournalTold, books: GatewayBooks) => ({
  'payments lost': lostBetween(PAYMENTS, journal.payments, books.payments),
  'refunds lost': lostBetween(REFUNDS, journal.refunds, books.refunds),
});

export const noneOf = (wrongs: Partial<Wrongs>): boolean =>
  Object.values(wrongs).every(({ length }) => length === 0);

/** Fine weather, and comparisons, until both sides say the same or patience ends. */
const findOut = async (
  { gateway }: Station,
  till: Page,
  journalFile: string,
  withinMs: number,
): Promise<void> => {
  const end = Date.now() + withinMs;
  for (;;) {
    await gateway.calmDown();
    const books = await gateway.books();
    const agree = noneOf(lossesBetween(await readJournal(journalFile), books));
    if (Date.now() >= end || (agree && !isStirring(books, Date.now()))) return;
    if (!agree) await reconcileDay(till);
    await pause(LOOK_EVERY_MS);
  }
};

const verdictOn = async ({ gateway }: Station, journalFile: string): Promise<Settled> => {
  const books = await gateway.books();
  const journal = await readJournal(journalFile);
  const wrongs = {
    ...lossesBetween(journal, books),
    'payments doubled': doubledIn(books.payments),
    'refunds doubled': doubledIn(books.refunds),
    'payments given back beyond what was paid': overgivenIn(journal.refunds, books),
    'Z gaps': gapsIn(journal.zs),
    'sums that differ': sumsAmiss(journal.zs, await readTotals(journalFile), books),
    'comparisons that are not so': comparisonsAmiss(journal.days, { journal, books }),
    'broken journals': await brokenChain(journalFile),
  };
  return { ...journal, wrongs };
};

/** Compares every closed day once more. */
const compareAll = async (till: Page, { days }: JournalTold): Promise<void> => {
  for (const { date } of days)
    await till.evaluate((input) => window.countertop.call('day.reconcile', input), { date });
};

/** Lets the till find out everything, closes a last day over it, and compares all that were closed. */
export const settle = async (station: Station, withinMs: number): Promise<Settled> => {
  const journalFile = join(station.app.home, 'bench', 'journal.db');
  const opened = await openStation(station.app);
  const { till } = opened;
  try {
    await findOut(station, till, journalFile, withinMs);
    await closeDay(till, PATIENCE_MS);
    await till.getByTestId('z-number').waitFor();
    await compareAll(till, await readJournal(journalFile));
    return await verdictOn(station, journalFile);
  } finally {
    await opened.kill();
  }
};
