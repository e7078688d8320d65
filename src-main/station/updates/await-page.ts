import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { UpdatePorts } from './open-updates.ts';

type Trial = Pick<UpdatePorts, 'note' | 'running'>;

/** Whether this version was just installed, and has not been open yet. */
const isOnTrial = ({ note, running }: Trial, log: Log): boolean => {
  try {
    return note.read().begun?.to === running;
  } catch (error) {
    log.warn('whether this version is new could not be read', { error });
    return false;
  }
};

/**
 * Call before the journal is opened: a new version whose page does not even ask for something shows nobody anything, and
 * must not get to know the till, or nothing would go back to the version before. `asked` resolves with the page's first
 * call. Rejects if a new version's page has not called in time: this start has failed, and is counted as such.
 */
export const awaitPage = async (
  trial: Trial,
  asked: Promise<void>,
  clock: Pick<Clock, 'now' | 'wakeAt'>,
  log: Log,
): Promise<void> => {
  if (!isOnTrial(trial, log)) return;
  const patience = new Alarm(clock);
  const silence = new Promise<never>((_asked, reject) =>
    patience.setIn(PACE.updates.firstCall, () =>
      reject(
        new Error(
          `the new version ${trial.running} opens no window. Start it again: where the version before was kept, it comes back at the third start.`,
        ),
      ),
    ),
  );
  await Promise.race([asked, silence]).finally(() => patience.cancel());
};
