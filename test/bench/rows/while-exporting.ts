/**
 * What people at both displays notice while the till exports a million payments, checks every row of the
 * journal and backs it up, all at once: the longest wait for a frame in each window, and the longest pause of
 * the main process.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openStation } from '../../support/station.ts';
import type { Station } from '../../support/station.ts';
import { busyYear, lastDate } from '../kit/busy-year.ts';
import type { BenchRow, Family } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';

const PATIENCE_MS = 900_000;
const NANOSECONDS = 1e6;
const FIRST_DATE = '2025-01-01';

interface Longest {
  /** Between two frames of the cashier's window and of the customer's; ms. */
  readonly frames: readonly [number, number];
  /** Of the event loop of main; ms. */
  readonly main: number;
}

/** Watches one window; the result stops it. */
const watchFrames = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const seen = { longest: 0, over: false };
    Object.assign(globalThis, { seen });
    let last = performance.now();
    const frame = (now: number): void => {
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      if (!seen.over) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () =>
    page.evaluate(() => {
      const { seen } = globalThis as unknown as { seen: { longest: number; over: boolean } };
      seen.over = true;
      return seen.longest;
    });
};

/** Watches main; the result stops it. */
const watchMain = async ({ app }: Station): Promise<() => Promise<number>> => {
  await app.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    Object.assign(globalThis, { delay });
  });
  return () =>
    app.evaluate(() => {
      const { delay } = globalThis as unknown as { delay: { max: number; disable: () => void } };
      delay.disable();
      return delay.max;
    });
};

const call = (page: Page, name: string, input: object): Promise<unknown> =>
  page.evaluate(
    ([called, given]) => {
      const { countertop } = globalThis as unknown as {
        countertop: { call: (name: string, input: object) => Promise<unknown> };
      };
      return countertop.call(called, given);
    },
    [name, input] as const,
  );

/** Starts all three as a manager would, and waits for the export and the check to end. */
const workHard = async ({ till }: Station): Promise<void> => {
  const at = (testid: string) => till.getByTestId(testid);
  await at('rail-day').click();
  await at('export-range').click();
  await at('export-from').fill(FIRST_DATE);
  await at('export-to').fill(lastDate);
  await at('export-start').click();
  const backedUp = call(till, 'backups.make', {});
  await call(till, 'health.check', {});
  await till
    .locator('[data-testid="export-state"]:is([data-state="written"], [data-state="failed"])')
    .waitFor({ timeout: PATIENCE_MS });
  await backedUp;
};

const measureOnce = async (): Promise<Longest> => {
  const home = join(benchFolder(), 'year-in-use');
  rmSync(home, { recursive: true, force: true });
  cpSync(busyYear('daily'), home, { recursive: true });
  const station = await openStation({ home });
  try {
    const [till, customer] = [await watchFrames(station.till), await watchFrames(station.customer)];
    const main = await watchMain(station);
    await workHard(station);
    return { frames: [await till(), await customer()], main: (await main()) / NANOSECONDS };
  } finally {
    await station.close();
    rmSync(home, { recursive: true, force: true });
  }
};

/** Both rows measure the same minutes. */
let measured: Promise<Longest> | undefined;
const longest = (): Promise<Longest> => (measured ??= measureOnce());

/** What nobody at a display notices; ms. */
const UNNOTICED_MS = 50;

const frames: BenchRow = {
  name: 'frames-while-exporting',
  what: 'longest wait for a frame, in each window, during an export, a full check and a backup of a million payments',
  beside: '–',
  unit: 'ms',
  promise: { most: { p95: UNNOTICED_MS } },
  longest: UNNOTICED_MS,
  year: 'daily',
  measure: async () => ({ station: (await longest()).frames, limit: [] }),
};

const main: BenchRow = {
  name: 'main-while-exporting',
  what: 'longest stop of the main process meanwhile',
  beside: '–',
  unit: 'ms',
  promise: { most: { p95: UNNOTICED_MS } },
  longest: UNNOTICED_MS,
  year: 'daily',
  measure: async () => ({ station: [(await longest()).main], limit: [] }),
};

export const whileExporting: Family = { rows: [frames, main] };
