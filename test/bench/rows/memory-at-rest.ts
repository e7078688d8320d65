/**
 * How much of the computer's memory the till takes once it has sold for a while and waits for the next
 * customer.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';
import { sell } from '../../soak/busy-day.ts';
import { openQuickShop } from '../../soak/quick-shop.ts';
import { memoryBelow } from '../../support/memory/memory-below.ts';
import { removeHome } from '../../support/station.ts';
import type { BenchRow, Measured } from '../kit/row.ts';
import { startStaticWindow, staticWindowHome } from '../limits/static-window.ts';

const ROUNDS = 3;
const SALES = 200;
/** Garbage collectors return memory while nothing else happens. */
const REST_MS = 20_000;
const SAMPLES = 5;
const BETWEEN_MS = 1_000;
const MIB = 2 ** 20;

const atRest = async (app: ElectronApplication): Promise<readonly number[]> => {
  await pause(REST_MS);
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    samples.push(memoryBelow(app.process().pid ?? 0) / MIB);
    await pause(BETWEEN_MS);
  }
  return samples;
};

const afterSales = async (): Promise<readonly number[]> => {
  const { station, simulator } = await openQuickShop();
  try {
    for (let sale = 0; sale < SALES; sale += 1) await sell(station, simulator, sale);
    return await atRest(station.app);
  } finally {
    await station.close();
    await simulator.close();
    removeHome(station.home);
  }
};

const ofStaticWindows = async (): Promise<readonly number[]> => {
  const { home, remove } = staticWindowHome();
  const app = await startStaticWindow(home, 2);
  try {
    return await atRest(app);
  } finally {
    await app.close();
    remove();
  }
};

/** One after the other: the parts of Electron that both load would count half. */
const measure = async (): Promise<Measured> => {
  const measured = { station: [] as number[], limit: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    measured.limit.push(...(await ofStaticWindows()));
    measured.station.push(...(await afterSales()));
  }
  return measured;
};

export const memoryAtRest: BenchRow = {
  name: 'memory-at-rest',
  what: `memory of all processes, what they share counted once, after ${String(SALES)} sales`,
  beside: 'the same Electron with two static windows',
  unit: 'MiB',
  promise: { p50: 1.25 },
  measure,
};
