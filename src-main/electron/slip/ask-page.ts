import type { BrowserWindow, WebContents } from 'electron';
import { PACE } from '#domain/pace.ts';

interface AskedWindow extends Pick<BrowserWindow, 'destroy' | 'isDestroyed'> {
  readonly webContents: Pick<WebContents, 'executeJavaScript'>;
}

/**
 * The value of an expression in a page of ours. Whoever waits for a slip has given up after `PACE.printing`: a page that
 * has not answered by then hangs, and would keep every later slip waiting, too, so it is destroyed.
 */
export const askPage = async (window: AskedWindow, expression: string): Promise<unknown> => {
  let hangs: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_answered, reject) => {
    hangs = setTimeout(() => {
      if (!window.isDestroyed()) window.destroy();
      reject(new Error('the hidden page does not answer'));
    }, PACE.printing);
  });
  try {
    return await Promise.race([window.webContents.executeJavaScript(expression), silence]);
  } finally {
    clearTimeout(hangs);
  }
};
