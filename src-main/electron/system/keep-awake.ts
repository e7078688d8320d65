import { powerMonitor, powerSaveBlocker } from 'electron';

/** Keeps the machine and its screen awake while the last call said `true`. */
export const openAwake = (): ((isNeeded: boolean) => void) => {
  let hold: number | null = null;
  return (isNeeded) => {
    if (isNeeded) hold ??= powerSaveBlocker.start('prevent-display-sleep');
    else if (hold !== null) {
      powerSaveBlocker.stop(hold);
      hold = null;
    }
  };
};

/** Timers stood still while the machine slept, and somebody who unlocks the screen wants to know. After the app is ready. */
export const onWakeUp = (act: () => void): void => {
  powerMonitor.on('resume', act);
  powerMonitor.on('unlock-screen', act);
};
