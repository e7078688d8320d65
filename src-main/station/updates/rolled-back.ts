import type { Log } from '#services/ports.ts';
import type { FirstScreenPorts } from '#services/update/first-screen.ts';
import { countStart } from '#services/update/first-screen.ts';

type Rolled = Pick<FirstScreenPorts, 'note' | 'installers' | 'runner' | 'running'>;

/**
 * To be called before anything else is opened; true where the version before takes the place of this start. Never rejects:
 * that starts cannot be counted must not end one.
 */
export const isRolledBack = async (updates: Rolled, home: string, log: Log): Promise<boolean> => {
  // Journals are read only where a new version has failed to start, and the means for it are loaded only then.
  const isBegun: FirstScreenPorts['isBegun'] = async (begun) =>
    (await import('./journaled-update.ts')).isBegunInJournal(home, log)(begun);
  try {
    return await countStart({ ...updates, isBegun, log });
  } catch (error) {
    log.error('the start of this version could not be counted', { error });
    return false;
  }
};
