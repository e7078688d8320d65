/** How anybody at the computer gets out of the full screen, also when nobody knows a PIN. docs/installing/shop-pc.md describes it. */
import type { App, RelaunchOptions } from 'electron';
import { openKeyCount } from './key-count.ts';

export const LEAVE_SWITCH = '--leave-kiosk';

/**
 * How the till starts itself again, as after an update; undefined for the way it was started. The emergency command holds
 * only until the next start.
 */
export const nextStart = (execPath: string, argv: readonly string[]): RelaunchOptions | undefined =>
  argv.includes(LEAVE_SWITCH)
    ? { execPath, args: argv.slice(1).filter((argument) => argument !== LEAVE_SWITCH) }
    : undefined;

type How = 'keys' | 'command';

/** Sets what to do about it. If somebody broke the glass earlier, this acts at once. */
export type OnBreakGlass = (act: (how: How) => void) => void;

/**
 * From now on notices when somebody breaks the glass, whichever window has the focus. Main gets the keys before the
 * page does, so a page that hangs keeps nobody in. Call before the first window opens.
 */
export const openBreakGlass = (app: Pick<App, 'on'>): OnBreakGlass => {
  const isThird = openKeyCount();
  let waiting: How | undefined;
  let act = (how: How): void => {
    waiting = how;
  };
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (_input, input) => {
      if (isThird(input, performance.now())) act('keys');
    });
  });
  app.on('second-instance', (_event, commandLine) => {
    if (commandLine.includes(LEAVE_SWITCH)) act('command');
  });
  return (next) => {
    act = next;
    if (waiting) next(waiting);
  };
};
