/** When simulated tills sell, and when the office hears nothing of them. */
import type { Chance } from './chance.ts';
import { chanceFrom } from './chance.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const PAYMENTS_A_DAY = 200;
/** Where the clock of the shops stands when a run begins. */
export const OPENS = 11;
/** Of each hour of the day, from midnight: a shop is quiet at night, and busiest at noon and after work. */
const BUSY = [0, 0, 0, 0, 0, 0, 1, 3, 5, 6, 7, 9, 12, 10, 7, 6, 7, 10, 11, 8, 5, 2, 1, 0];
const BUSY_DAY = BUSY.reduce((sum, hour) => sum + hour, 0);

/** One till in ten is offline for one to six hours, and all of every third store for ten minutes in the middle. */
const OFFLINE = 0.1;
const STORM_DURATION = 10 * MINUTE;

/** Times are ms after the run's beginning. */
export interface TillDay {
  readonly sales: () => readonly number[];
  readonly isOnline: (at: number) => boolean;
}

const perMinute = (at: number): number =>
  (PAYMENTS_A_DAY * (BUSY[(OPENS + Math.floor(at / HOUR)) % 24] ?? 0)) / BUSY_DAY / 60;

const gap = (chance: Chance, at: number): number => {
  const rate = perMinute(at);
  return rate === 0 ? HOUR : Math.max(1, (-Math.log(1 - chance()) / rate) * MINUTE);
};

export const tillDay = (number: number, hours: number): TillDay => {
  const chance = chanceFrom(number + 1_000_003);
  const isEverOffline = chance() < OFFLINE;
  const offlineFrom = chance() * hours * HOUR;
  const offlineTo = offlineFrom + Math.min(hours / 2, 1 + chance() * 5) * HOUR;
  const stormFrom = (hours * HOUR) / 2;
  const isInStorm = Math.floor(number / 4) % 3 === 0;
  return {
    sales: () => {
      const sales: number[] = [];
      for (let next = gap(chance, 0); next < hours * HOUR; next += gap(chance, next))
        if (perMinute(next) > 0) sales.push(Math.floor(next));
      return sales;
    },
    isOnline: (at) =>
      !(isEverOffline && at >= offlineFrom && at < offlineTo) &&
      !(isInStorm && at >= stormFrom && at < stormFrom + STORM_DURATION),
  };
};
