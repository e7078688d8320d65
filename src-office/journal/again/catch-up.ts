/** Brings up to this version what earlier ones have left, while the office answers already. */
import type { Database } from '../../database/database.ts';
import { workOutAgain } from './due-again.ts';
import { readAgain } from './read-again.ts';

/**
 * Begins at once, and closes the database it was given when it is done. Returns a function that stops it soon: the next
 * start begins again. `report`: called with each unexpected error.
 */
export const catchUp = (
  patient: Database,
  now: () => number,
  report: (error: unknown) => void,
): (() => Promise<void>) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async (): Promise<void> => {
    try {
      await workOutAgain(patient, 'wait', report, signal);
      await readAgain(patient, now, report, signal);
    } catch (error) {
      report(error);
    } finally {
      await patient.close();
    }
  };
  const done = work();
  return async () => {
    stopping.abort();
    await done;
  };
};
