/** The result of a storm: lets both sides agree, and says what is wrong in their records. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../../support/patience.ts';
import { openStation } from '../../support/station.ts';
import type { Page } from 'playwright-core';
import { closeDay, reconcileDay } from './cashier.ts';
import { wrongReconciliations } from './reconcile-verdict.ts';
import { gapsIn, wrongTotals } from './day-verdict.ts';
import type { JournalContents } from './journal-account.ts';
import { brokenChain, readJournal, readTotals } from './journal-account.ts';
import type { Station } from './life.ts';
import type { GatewayRecords } from './verdict.ts';
import {
  doubledIn,
  isChanging,
  lostBetween,
  numbersUsedTwice,
  overRefundedIn,
  PAYMENTS,
  REFUNDS,
} from './verdict.ts';

/** What must not happen; one sentence for each case. */
export interface Wrongs {
  readonly 'payments lost': readonly string[];
  readonly 'payments doubled': readonly string[];
  readonly 'refunds lost': readonly string[];
  readonly 'refunds doubled': readonly string[];
  readonly 'payments refunded beyond what was paid': readonly string[];
  readonly 'running numbers used twice': readonly string[];
  readonly 'Z gaps': readonly string[];
  readonly 'wrong totals': readonly string[];
  readonly 'wrong reconciliations': readonly string[];
  readonly 'broken journals': readonly string[];
}

export interface Settled extends JournalContents {
  readonly wrongs: Wrongs;
}

const POLL_INTERVAL_MS = 1_000;

const lossesBetween = (journal: JournalContents, records: GatewayRecords) => ({
  'payments lost': lostBetween(PAYMENTS, journal.payments, records.payments),
  'refunds lost': lostBetween(REFUNDS, journal.refunds, records.refunds),
});

export const noneOf = (wrongs: Partial<Wrongs>): boolean =>
  Object.values(wrongs).every(({ length }) => length === 0);

/** Reconciles without disturbances until both sides agree or the time is up. */
const reconcileUntilEqual = async (
  { gateway, owned }: Station,
  till: Page,
  journalFile: string,
  withinMs: number,
): Promise<void> => {
  const end = Date.now() + withinMs;
  for (;;) {
    await gateway.endDisturbances();
    const records = owned(await gateway.records());
    const agree = noneOf(lossesBetween(await readJournal(journalFile), records));
    if (Date.now() >= end || (agree && !isChanging(records, Date.now()))) return;
    if (!agree) await reconcileDay(till);
    await pause(POLL_INTERVAL_MS);
  }
};

const verdictOn = async (station: Station, journalFile: string): Promise<Settled> => {
  const records = station.owned(await station.gateway.records());
  const journal = await readJournal(journalFile);
  const wrongs = {
    ...lossesBetween(journal, records),
    'payments doubled': doubledIn(records.payments),
    'refunds doubled': doubledIn(records.refunds),
    'payments refunded beyond what was paid': overRefundedIn(journal.refunds, records),
    'running numbers used twice': [
      ...numbersUsedTwice(journal.payments, records.payments),
      ...numbersUsedTwice(journal.refunds, records.refunds),
    ],
    'Z gaps': gapsIn(journal.zs, journal.losses),
    'wrong totals': wrongTotals(journal.zs, await readTotals(journalFile), records),
    'wrong reconciliations': wrongReconciliations(journal.days, { journal, records }),
    'broken journals': await brokenChain(journalFile),
  };
  return { ...journal, wrongs };
};

/** Reconciles every closed day once more. */
const reconcileAll = async (till: Page, { days }: JournalContents): Promise<void> => {
  for (const { date } of days)
    await till.evaluate((input) => window.countertop.call('day.reconcile', input), { date });
};

/** Lets the till learn every outcome, closes a last day, and reconciles all closed days. */
export const settle = async (station: Station, withinMs: number): Promise<Settled> => {
  const journalFile = join(station.app.home, 'bench', 'journal.db');
  const opened = await openStation(station.app);
  const { till } = opened;
  try {
    await reconcileUntilEqual(station, till, journalFile, withinMs);
    await closeDay(till, PATIENCE_MS);
    await till.getByTestId('z-number').waitFor();
    await reconcileAll(till, await readJournal(journalFile));
    return await verdictOn(station, journalFile);
  } finally {
    await opened.kill();
  }
};
