import type { BrowserWindow, WebContents } from 'electron';
import { PAPER } from '#domain/print/paper-width.ts';
import type { Printed, PrintJob } from '#services/print/print-ports.ts';
import { destroyWindow } from './ask-page.ts';

/** The hidden window that shows the slip. */
export interface PrintingWindow extends Pick<BrowserWindow, 'destroy' | 'isDestroyed'> {
  readonly webContents: Pick<WebContents, 'print'>;
}

const MICRONS_PER_MM = 1_000;
const MICRONS_PER_PIXEL = 25_400 / 96;

/**
 * Prints what the window shows, `height` CSS pixels of it. The system's printing cannot be stopped, and a print that it
 * keeps waiting reads the page only once it is its turn: a window whose print was given up is destroyed, so that this
 * print never comes out with the next customer's slip.
 */
export const printSilently = (
  window: PrintingWindow,
  height: number,
  { printer, onReached, signal }: Pick<PrintJob, 'printer' | 'onReached' | 'signal'>,
  /** Called with 1 once the system has the slip, and with -1 once it has answered. */
  onWaiting: (change: 1 | -1) => void,
): Promise<Printed> => {
  onReached();
  onWaiting(1);
  return new Promise((resolve) => {
    const giveUp = (): void => {
      destroyWindow(window);
      resolve({ printed: false, why: 'silent', detail: String(signal.reason) });
    };
    signal.addEventListener('abort', giveUp, { once: true });
    window.webContents.print(
      {
        silent: true,
        deviceName: printer.address,
        margins: { marginType: 'none' },
        pageSize: {
          width: PAPER[printer.width].millimetres * MICRONS_PER_MM,
          height: Math.ceil(height * MICRONS_PER_PIXEL),
        },
      },
      (success, detail) => {
        onWaiting(-1);
        signal.removeEventListener('abort', giveUp);
        resolve(success ? { printed: true } : { printed: false, why: 'unreachable', detail });
      },
    );
  });
};
