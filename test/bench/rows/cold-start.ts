/**
 * From the start of the program to the first key it accepts, in the real app. Each run ends like a power cut,
 * so that no backup of a whole year is written between two starts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { killApp, launchApp } from '../../support/station.ts';
import { windowOf } from '../../support/windows/window-of.ts';
import { busyYear, PAYMENTS } from '../kit/busy-year.ts';
import type { BenchRow, Family, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { startStaticWindow, staticWindowHome } from '../limits/static-window.ts';

/** The first start makes the keys of a new till and loads the program into the computer's memory. */
const ROUNDS = { warmUps: 1, rounds: 9 };

const startTill = async (home: string) => {
  const app = await launchApp({ home });
  const till = await windowOf(app.context(), 'till');
  await till.locator('[data-testid="payment-state"][data-state="idle"]').waitFor();
  await till.keyboard.press('7');
  await till.getByTestId('amount').filter({ hasText: '0.07' }).waitFor();
  return app;
};

const timed = async (start: () => ReturnType<typeof startTill>): Promise<number> => {
  const began = performance.now();
  const app = await start();
  const took = performance.now() - began;
  await killApp(app);
  return took;
};

const startsOf = async (home: string): Promise<Measured> => {
  const bare = staticWindowHome();
  const measured = { station: [] as number[], limit: [] as number[] };
  try {
    for (let round = -ROUNDS.warmUps; round < ROUNDS.rounds; round += 1) {
      const station = await timed(() => startTill(home));
      const limit = await timed(() => startStaticWindow(bare.home));
      if (round < 0) continue;
      measured.station.push(station);
      measured.limit.push(limit);
    }
    return measured;
  } finally {
    bare.remove();
  }
};

const beside = 'the same Electron with one static page that shows the key';

const newTill: BenchRow = {
  name: 'cold-start',
  what: 'cold start → first key accepted, a new journal',
  beside,
  unit: 'ms',
  promise: { p50: 1.35 },
  measure: async () => {
    const home = mkdtempSync(join(benchFolder(), 'new-till-'));
    try {
      return await startsOf(home);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

const afterAYear: BenchRow = {
  name: 'cold-start-year',
  what: `the same, a busy till's year of ${PAYMENTS.toLocaleString('en')} payments`,
  beside,
  unit: 'ms',
  promise: { p50: 1.45 },
  year: 'daily',
  measure: () => startsOf(busyYear('daily')),
};

export const coldStart: Family = { rows: [newTill, afterAYear] };
