/**
 * How a long export affects the till: exports one day of a million payments from the Export sheet of a real station.
 * Prints how long the export takes, the longest time between two frames of the till's window, and the longest time for
 * a reply of the main process.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { shiftDay, systemTimeZone, timeZone } from '#domain/time-zone.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { sell } from '../sqlite/kit/sales.ts';
import { freshHome, openStation, removeHome } from '../support/station.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const PER_TRANSACTION = 10_000;
const PAUSE_BETWEEN_CALLS_MS = 50;

const zone = timeZone(systemTimeZone(Date.now()).name);
const yesterday = shiftDay(zone.day(Date.now()), -1);

/** Fills a journal with paid payments of yesterday, a few milliseconds apart. */
const sellAllDay = (file: string): void => {
  const db = openDatabase(file);
  const journal = journalOver(db, lockJournal(file));
  const morning = zone.startOf(yesterday);
  const step = Math.floor(86_000_000 / ROWS);
  for (let from = 0; from < ROWS; from += PER_TRANSACTION) {
    db.transaction(() => {
      for (let n = from; n < Math.min(ROWS, from + PER_TRANSACTION); n += 1)
        sell(journal, `B1-${n}`, morning + n * step, { environment: 'training' });
    })();
  }
  journal.close();
};

interface Waits {
  readonly frame: number;
  readonly answer: number;
}

/** Watches the till's window; the result stops that and returns the longest waits, ms. */
const watch = async (till: Page): Promise<() => Promise<Waits>> => {
  await till.evaluate((pause) => {
    const seen = { frame: 0, answer: 0, over: false };
    Object.assign(globalThis, { seen });
    let last = performance.now();
    const frame = (now: number): void => {
      seen.frame = Math.max(seen.frame, now - last);
      last = now;
      if (!seen.over) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const { countertop } = globalThis as unknown as {
      countertop: { call: (name: string, input: object) => Promise<unknown> };
    };
    const ask = async (): Promise<void> => {
      const from = performance.now();
      await countertop.call('day.read', {});
      seen.answer = Math.max(seen.answer, performance.now() - from);
      if (!seen.over) setTimeout(() => void ask(), pause);
    };
    void ask();
  }, PAUSE_BETWEEN_CALLS_MS);
  return () =>
    till.evaluate(() => {
      const { seen } = globalThis as unknown as { seen: Waits & { over: boolean } };
      seen.over = true;
      return { frame: seen.frame, answer: seen.answer };
    });
};

const home = freshHome();
const file = join(home, 'training', 'journal.db');
mkdirSync(join(home, 'training'), { recursive: true });
sellAllDay(file);
console.log(`${ROWS} payments, a journal of ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
const station = await openStation({ home });
try {
  const { till } = station;
  const at = (testid: string) => till.getByTestId(testid);
  await at('rail-day').click();
  await at('export-range').click();
  await at('export-from').fill(yesterday);
  await at('export-to').fill(yesterday);
  const waits = await watch(till);
  const began = performance.now();
  await at('export-start').click();
  await till
    .locator('[data-testid="export-state"]:is([data-state="written"], [data-state="failed"])')
    .waitFor({ timeout: 600_000 });
  const seconds = (performance.now() - began) / 1_000;
  const { frame, answer } = await waits();
  console.log(await at('export-state').innerText());
  console.log(`export                          ${seconds.toFixed(1).padStart(8)} s`);
  console.log(`longest between two frames      ${frame.toFixed(0).padStart(8)} ms`);
  console.log(`longest for an answer of main   ${answer.toFixed(0).padStart(8)} ms`);
} finally {
  await station.close();
  removeHome(home);
}
