import type { Log } from '#services/ports.ts';
import type { AutoStart } from './computer-ports.ts';

/**
 * Makes the system start the till, or stop starting it, if it does not do so already. Asks the system afterwards
 * whether it worked.
 */
export const applyAutoStart = (autoStart: AutoStart, isWanted: boolean, log: Log): void => {
  try {
    if (autoStart.isSet() === isWanted) return;
    autoStart.set(isWanted);
    if (autoStart.isSet() !== isWanted)
      log.warn('the system does not start the till as it should', { isWanted });
  } catch (error) {
    log.error('the system refuses to change whether it starts the till', { isWanted, error });
  }
};
