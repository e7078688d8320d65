import { removeHome } from '../support/station.ts';
import { letPass } from './ahead.ts';
import { busyDay, closeDay } from './busy-day.ts';
import { measure, openSession } from './measure.ts';
import { openQuickShop } from './quick-shop.ts';
import type { Reading } from './reading.ts';

const DAY = 24 * 3_600_000;

export interface Plan {
  readonly days: number;
  /** Each day. */
  readonly payments: number;
  /** Of real time, for all days. */
  readonly minutes: number;
}

/** What was measured on the morning after each day, once one more sale was made. */
export const playWeek = async (
  { days, payments, minutes }: Plan,
  say: (line: string) => void,
): Promise<readonly Reading[]> => {
  const { station, simulator } = await openQuickShop();
  const startedAt = performance.now();
  const readings: Reading[] = [];
  try {
    const till = await openSession(station.till);
    const customer = await openSession(station.customer);
    for (let day = 1; day <= days; day += 1) {
      await busyDay(station, simulator, payments, startedAt + (day / days) * minutes * 60_000);
      await closeDay(station);
      await letPass(station, DAY);
      await busyDay(station, simulator, 1);
      readings.push(await measure(station, { till, customer }));
      const passed = ((performance.now() - startedAt) / 60_000).toFixed(1);
      say(`day ${day} of ${days} is closed, after ${passed} minutes`);
    }
  } finally {
    await station.close();
    await simulator.close();
    removeHome(station.home);
  }
  return readings;
};
