/**
 * How soon a typed digit is visible, in an idle till and while the till exports, verifies and backs up a long
 * journal all the time. Each key alternates with one frame of the same window: a change cannot be visible
 * before the display shows its next picture, unless the window was idle.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { systemTimeZone, timeZone } from '#domain/time-zone.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { journalOver } from '#sqlite/journal.ts';
import { sell } from '../../sqlite/kit/sales.ts';
import { freshHome, openStation, removeHome } from '../../support/station.ts';
import { nextChange, nextPress, oneFrame } from '../kit/sale/painted.ts';
import type { BenchRow, Family, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';

const KEYS = { warmUps: 20, keys: 200 };
/** Slower than a scanner, as fast as a practised hand. */
const BETWEEN_MS = 120;
/** Enough that an export, a check of all rows and a backup take seconds each. */
const PAYMENTS = 30_000;
const PER_TRANSACTION = 10_000;

/** Types a digit, then removes it untimed. */
const timeKey = async (till: Page, digit: string): Promise<number> => {
  const painted = await nextChange(till, '[data-testid="amount"]');
  const pressed = await nextPress(till, digit);
  await till.keyboard.press(digit);
  const took = (await painted()) - (await pressed());
  await till.keyboard.press('Backspace');
  await pause(BETWEEN_MS);
  return took;
};

const timeKeys = async (till: Page): Promise<Measured> => {
  const times = { station: [] as number[], limit: [] as number[] };
  for (let key = -KEYS.warmUps; key < KEYS.keys; key += 1) {
    const took = await timeKey(till, String(1 + (Math.abs(key) % 9)));
    const frame = await oneFrame(till);
    if (key < 0) continue;
    times.station.push(took);
    times.limit.push(frame);
  }
  return times;
};

const atRest = async (): Promise<Measured> => {
  const station = await openStation();
  try {
    return await timeKeys(station.till);
  } finally {
    await station.close();
    removeHome(station.home);
  }
};

const DAY = '2026-01-05';
const zone = timeZone(systemTimeZone(Date.now()).name);

/** A journal of payments of one day, made once and kept. */
const keptJournal = (): string => {
  const file = join(benchFolder(), `journal-${String(PAYMENTS)}.db`);
  if (existsSync(file)) return file;
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  const db = openDatabase(draft);
  const journal = journalOver(db, lockJournal(draft));
  const morning = zone.startOf(DAY);
  for (let from = 0; from < PAYMENTS; from += PER_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < from + PER_TRANSACTION; n += 1)
        sell(journal, `B1-${String(n)}`, morning + n * 500, { environment: 'training' });
    })();
  }
  journal.close();
  renameSync(draft, file);
  return file;
};

/** Keeps an export, a check and a backup running: each starts again when it ends. */
const keepAtWork = (till: Page): Promise<void> =>
  till.evaluate((day) => {
    const { countertop } = globalThis as unknown as {
      countertop: { call: (name: string, input: object) => Promise<unknown> };
    };
    const begin = (): void => {
      void countertop.call('export.start', { from: day, to: day, preset: null });
      void countertop.call('health.check', {});
      void countertop.call('backups.make', {});
    };
    begin();
    setInterval(begin, 500);
  }, DAY);

const atWork = async (): Promise<Measured> => {
  const home = freshHome();
  mkdirSync(join(home, 'training'), { recursive: true });
  copyFileSync(keptJournal(), join(home, 'training', 'journal.db'));
  const station = await openStation({ home });
  try {
    await keepAtWork(station.till);
    return await timeKeys(station.till);
  } finally {
    await station.close();
    removeHome(home);
  }
};

const keyAtRest: BenchRow = {
  name: 'key-to-digit',
  what: 'key pressed → digit on the screen',
  beside: 'one frame of the same window',
  unit: 'ms',
  promise: { p50: 1.2, p95: 2 },
  measure: atRest,
};

const keyAtWork: BenchRow = {
  ...keyAtRest,
  name: 'key-to-digit-at-work',
  what: 'the same while an export, a check of all rows and a backup run',
  measure: atWork,
};

export const keyToDigit: Family = { rows: [keyAtRest, keyAtWork] };
