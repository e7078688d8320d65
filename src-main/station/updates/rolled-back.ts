import type { Log } from '#services/ports.ts';
import type { FirstScreenPorts } from '#services/update/first-screen.ts';
import { countStart } from '#services/update/first-screen.ts';

type Rolled = Pick<FirstScreenPorts, 'note' | 'installers' | 'runner' | 'running'>;

/**
 * Call before anything else is opened; true if the previous version takes over this start. Never rejects: a failure to
 * count starts must not end one.
 */
export const isRolledBack = async (updates: Rolled, home: string, log: Log): Promise<boolean> => {
  // Journals are read only if a new version has failed to start, and the code for it is loaded only then.
  const isBegun: FirstScreenPorts['isBegun'] = async (begun) =>
    (await import('./journaled-update.ts')).isBegunInJournal(home, log)(begun);
  try {
    return await countStart({ ...updates, isBegun, log });
  } catch (error) {
    log.error('the start of this version could not be counted', { error });
    return false;
  }
};
