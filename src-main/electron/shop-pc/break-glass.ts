/** How anybody at the computer gets out of the full screen, also when nobody knows a PIN. docs/installing/shop-pc.md describes it. */
import { app } from 'electron';
import { openKeyCount } from './key-count.ts';

export const LEAVE_SWITCH = '--leave-kiosk';

/**
 * Calls back when somebody breaks the glass, whichever window has the keys. Main hears them before the page does, so a
 * page that hangs keeps nobody in. To be called before the first window opens.
 */
export const onBreakGlass = (act: (how: 'keys' | 'command') => void): void => {
  const isThird = openKeyCount();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (_input, input) => {
      if (isThird(input, performance.now())) act('keys');
    });
  });
  app.on('second-instance', (_event, commandLine) => {
    if (commandLine.includes(LEAVE_SWITCH)) act('command');
  });
};
