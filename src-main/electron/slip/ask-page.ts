import type { BrowserWindow, WebContents } from 'electron';
import { PACE } from '#domain/pace.ts';

type MortalWindow = Pick<BrowserWindow, 'destroy' | 'isDestroyed'>;

interface AskedWindow extends MortalWindow {
  readonly webContents: Pick<WebContents, 'executeJavaScript'>;
}

interface LoadedWindow extends AskedWindow, Pick<BrowserWindow, 'loadURL'> {}

/** Electron throws if a window is destroyed again, for example after its page has crashed. */
export const destroyWindow = (window: MortalWindow): void => {
  if (!window.isDestroyed()) window.destroy();
};

/**
 * Whoever waits for a slip has given up after `PACE.printing`: a page that has not answered by then hangs, and would keep
 * every later slip waiting, too, so it is destroyed.
 */
const answerOf = async <Answer>(window: MortalWindow, answer: Promise<Answer>): Promise<Answer> => {
  let hangs: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_answered, reject) => {
    hangs = setTimeout(() => {
      destroyWindow(window);
      reject(new Error('the hidden page does not answer'));
    }, PACE.printing);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(hangs);
  }
};

/** The value of an expression in a page of ours. */
export const askPage = (window: AskedWindow, expression: string): Promise<unknown> =>
  answerOf(window, window.webContents.executeJavaScript(expression));

/** Leaves no window behind if the page cannot be loaded, or does not offer `offered`. */
export const loadPage = async (window: LoadedWindow, address: string, offered: string): Promise<void> => {
  try {
    await answerOf(window, window.loadURL(address));
    // Loading a missing file succeeds, with a page that says so.
    await askPage(window, `void ${offered}`);
  } catch (error) {
    destroyWindow(window);
    throw error;
  }
};
