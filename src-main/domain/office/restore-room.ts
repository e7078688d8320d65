/** How much of the disk a journal from the office may take, so that no office can fill it. */
import { backupNeeds } from '#domain/health/disk-use.ts';

/** A row takes more than this, even without a payload; bytes. */
const LEAST_ROW = 100;
/** With the tables that follow from its rows a journal takes up to this many times as much; see docs/scale.md. */
const WITH_TABLES = 2.5;
/** Where the system does not say what is free; bytes. */
const ASSUMED_FREE = 4 * 1024 ** 3;

/**
 * Whether a journal of so many rows fits on a disk with so much free space and leaves room for its first backup. `bytes`
 * is how much its rows take so far: what an office announces is only the least that it sends.
 */
export const hasRoomFor = (rows: number, bytes: number, freeBytes: number | null): boolean => {
  const whole = WITH_TABLES * Math.max(bytes, rows * LEAST_ROW);
  return whole + backupNeeds(whole) <= (freeBytes ?? ASSUMED_FREE);
};
