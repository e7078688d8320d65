/** What is left of a storm once the weather is fine: what both sides' records say, and what is wrong with it. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../../support/patience.ts';
import { openStation } from '../../support/station.ts';
import type { Page } from 'playwright-core';
import { closeDay, reconcileDay } from './cashier.ts';
import { reconciliationsAmiss } from './reconcile-verdict.ts';
import { gapsIn, sumsAmiss } from './day-verdict.ts';
import type { JournalContents } from './journal-account.ts';
import { brokenChain, readJournal, readTotals } from './journal-account.ts';
import type { Station } from './life.ts';
import type { GatewayRecords } from './verdict.ts';
import { doubledIn, isStirring, lostBetween, overRefundedIn, PAYMENTS, REFUNDS } from './verdict.ts';

/** What must not be, each as the sentences that say so. */
export interface Wrongs {
  readonly 'payments lost': readonly string[];
  readonly 'payments doubled': readonly string[];
  readonly 'refunds lost': readonly string[];
  readonly 'refunds doubled': readonly string[];
  readonly 'payments refunded beyond what was paid': readonly string[];
  readonly 'Z gaps': readonly string[];
  readonly 'sums that differ': readonly string[];
  readonly 'reconciliations that are not so': readonly string[];
  readonly 'broken journals': readonly string[];
}

export interface Settled extends JournalContents {
  readonly wrongs: Wrongs;
}

const LOOK_EVERY_MS = 1_000;

const lossesBetween = (journal: JournalContents, records: GatewayRecords) => ({
  'payments lost': lostBetween(PAYMENTS, journal.payments, records.payments),
  'refunds lost': lostBetween(REFUNDS, journal.refunds, records.refunds),
});

export const noneOf = (wrongs: Partial<Wrongs>): boolean =>
  Object.values(wrongs).every(({ length }) => length === 0);

/** Fine weather, and reconciliations, until both sides say the same or patience ends. */
const findOut = async (
  { gateway }: Station,
  till: Page,
  journalFile: string,
  withinMs: number,
): Promise<void> => {
  const end = Date.now() + withinMs;
  for (;;) {
    await gateway.calmDown();
    const records = await gateway.records();
    const agree = noneOf(lossesBetween(await readJournal(journalFile), records));
    if (Date.now() >= end || (agree && !isStirring(records, Date.now()))) return;
    if (!agree) await reconcileDay(till);
    await pause(LOOK_EVERY_MS);
  }
};

const verdictOn = async ({ gateway }: Station, journalFile: string): Promise<Settled> => {
  const records = await gateway.records();
  const journal = await readJournal(journalFile);
  const wrongs = {
    ...lossesBetween(journal, records),
    'payments doubled': doubledIn(records.payments),
    'refunds doubled': doubledIn(records.refunds),
    'payments refunded beyond what was paid': overRefundedIn(journal.refunds, records),
    'Z gaps': gapsIn(journal.zs),
    'sums that differ': sumsAmiss(journal.zs, await readTotals(journalFile), records),
    'reconciliations that are not so': reconciliationsAmiss(journal.days, { journal, records }),
    'broken journals': await brokenChain(journalFile),
  };
  return { ...journal, wrongs };
};

/** Reconciles every closed day once more. */
const reconcileAll = async (till: Page, { days }: JournalContents): Promise<void> => {
  for (const { date } of days)
    await till.evaluate((input) => window.countertop.call('day.reconcile', input), { date });
};

/** Lets the till find out everything, closes a last day over it, and reconciles all that were closed. */
export const settle = async (station: Station, withinMs: number): Promise<Settled> => {
  const journalFile = join(station.app.home, 'bench', 'journal.db');
  const opened = await openStation(station.app);
  const { till } = opened;
  try {
    await findOut(station, till, journalFile, withinMs);
    await closeDay(till, PATIENCE_MS);
    await till.getByTestId('z-number').waitFor();
    await reconcileAll(till, await readJournal(journalFile));
    return await verdictOn(station, journalFile);
  } finally {
    await opened.kill();
  }
};
