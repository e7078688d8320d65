import type { BrowserWindow } from 'electron';
import { app } from 'electron';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { text } from '#words/text.ts';
import type { Log } from '#services/ports.ts';
import { askPerson } from '#electron/system/ask-person.ts';

/** A system that shuts down waits little longer than this. The next start looks up answers that come later. */
const MAX_STOP_MS = 5_000;

/**
 * Chromium, when it exits, waits for a print that it has given to the system, and a print service that hangs never
 * answers. Whatever the till has to keep is on the disk by now, as it would have to be for a power cut.
 */
const exit = (code: number, isPrinting: () => boolean): void => {
  if (isPrinting()) process.kill(process.pid, 'SIGKILL');
  else app.exit(code);
};

/**
 * Delays every quit (by the till's window, a signal, a system shutdown) until every payment is where the next start
 * finds it, but not for a gateway that does not answer. Windows, when it shuts down, waits for nothing. Call once.
 */
export const stopBeforeQuit = (stop: () => Promise<void>, isPrinting: () => boolean, log: Log): void => {
  let isLeaving = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    void setTimeout(MAX_STOP_MS).then(() => {
      log.warn('quitting before the last answers came');
      exit(0, isPrinting);
    });
    stop().then(
      () => exit(0, isPrinting),
      (error: unknown) => {
        log.error('the till did not stop cleanly', { error });
        exit(1, isPrinting);
      },
    );
  });
};

/** A page with unsaved input keeps its window open to ask first, but must not block a reload. */
export const unloadUnlessClosing = (till: BrowserWindow): void => {
  let isClosing = false;
  till.on('close', (event) => {
    isClosing = !event.defaultPrevented;
  });
  till.webContents.on('will-prevent-unload', (event) => {
    if (!isClosing) event.preventDefault();
    isClosing = false;
  });
};

/**
 * Tells a page that its window is about to close; true if it asks about unsaved input, and then closes the window
 * itself.
 */
const TELL_PAGE = `!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`;

/** A page that hangs cannot ask. */
const MAX_NOTIFY_MS = 1_000;

const asksItself = (till: BrowserWindow): Promise<boolean> =>
  Promise.race([
    till.webContents.executeJavaScript(TELL_PAGE).then((asks: unknown) => asks === true),
    setTimeout(MAX_NOTIFY_MS, false),
  ]).catch(() => false);

/**
 * Asks a person who closes the till's window while payments are unfinished. Nothing would be lost, but nobody would see
 * the customer pay. The page's own questions come first. Signals and a system shutdown are never held up by a question.
 */
export const askBeforeClosing = (till: BrowserWindow, unfinished: () => number): void => {
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (await asksItself(till)) return;
    const [stay, leave] = [0, 1];
    const answer = await askPerson(
      {
        type: 'warning',
        message: text('leave.message', { count: unfinished() }),
        detail: text('leave.detail'),
        buttons: [text('leave.stay'), text('leave.leave')],
        defaultId: stay,
        cancelId: stay,
        noLink: true,
      },
      till,
    );
    if (answer === leave) app.quit();
  };
  till.on('close', (event) => {
    if (event.defaultPrevented || unfinished() === 0) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void ask().finally(() => (isAsking = false));
  });
};
