/** Brings up to this version what others have left, while the office answers already. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import { workOutAgain } from './due-again.ts';
import { readAgain } from './read-again.ts';

/** A process of the version before may go on for a while, and take rows that only this one can read; ms. */
const AGAIN_EVERY = 60_000;
/** How soon a till whose row somebody holds is tried again; ms. */
const HELD_FOR = 1_000;

/**
 * Begins at once, and closes the database it was given at the end. Returns a function that ends it soon: the next start
 * begins again. `report`: called with each unexpected error.
 */
export const catchUp = (
  patient: Database,
  outside: Outside,
  report: (error: unknown) => void,
): (() => Promise<void>) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const failed = new Set<string>();
  const read = (): Promise<void> =>
    patient.unlessHeld('read again', () => readAgain({ database: patient, outside, report, signal }, failed));
  const pause = (ms: number): Promise<void> =>
    wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const look = async (): Promise<number> => {
    const isDone = await workOutAgain(patient, report, signal);
    await read();
    return isDone ? AGAIN_EVERY : HELD_FOR;
  };
  const failing = (error: unknown): number => {
    report(error);
    return AGAIN_EVERY;
  };
  const work = async (): Promise<void> => {
    while (!signal.aborted) await pause(await look().catch(failing));
    await patient.close();
  };
  const done = work().catch(report);
  return async () => {
    stopping.abort();
    await done;
  };
};
