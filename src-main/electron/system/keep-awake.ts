import { powerMonitor, powerSaveBlocker } from 'electron';

/** Keeps the machine and its screen awake while the last call passed `true`. */
export const openSleepBlocker = (): ((isNeeded: boolean) => void) => {
  let hold: number | null = null;
  return (isNeeded) => {
    if (isNeeded) hold ??= powerSaveBlocker.start('prevent-display-sleep');
    else if (hold !== null) {
      powerSaveBlocker.stop(hold);
      hold = null;
    }
  };
};

/**
 * Calls `act` when the machine wakes up, after which timers are late, and when its screen is unlocked. After the app
 * is ready.
 */
export const onWakeUp = (act: () => void): void => {
  powerMonitor.on('resume', act);
  powerMonitor.on('unlock-screen', act);
};
