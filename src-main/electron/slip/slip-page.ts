import type { PrintToPDFOptions, Session } from 'electron';
import { BrowserWindow } from 'electron';
import type { PageSize } from '#domain/print/paper-width.ts';
import { PAPER } from '#domain/print/paper-width.ts';
import type { Bitmap, PaperText } from '#domain/print/paper.ts';
import type { Slip } from '#domain/print/slip.ts';
import type { Log } from '#services/ports.ts';
import type { SlipPage } from '#services/print/print-ports.ts';
import { pageAddress } from '#electron/windows/app-address.ts';
import { askPage, destroyWindow, loadPage } from './ask-page.ts';
import { lazyPage } from './lazy-page.ts';
import { printSilently } from './print-silently.ts';
import { SANDBOXED } from '#electron/windows/sandboxed.ts';

/** What the hidden page offers as `slipPage`; src-renderer/slip/main.ts is the other end. */
interface Offered {
  /** Shows the slip on a page of that size; its height in CSS pixels. */
  show(slip: Slip, size: PageSize): number;
  rasterise(lines: readonly PaperText[], dots: number): Bitmap[];
}

const MM_PER_INCH = 25.4;
const PIXELS_PER_INCH = 96;

/** A hidden window. Its page has no bridge: main calls it, and it cannot call main. */
const makeHidden = (session: Session): BrowserWindow =>
  new BrowserWindow({
    show: false,
    title: 'Countertop – Printing',
    webPreferences: {
      session,
      ...SANDBOXED,
      devTools: false,
      backgroundThrottling: false,
    },
  });

const load = async (window: BrowserWindow): Promise<BrowserWindow> => {
  await loadPage(window, pageAddress('slip'), 'slipPage');
  return window;
};

const call = async <N extends keyof Offered>(
  window: BrowserWindow,
  name: N,
  ...given: Parameters<Offered[N]>
): Promise<ReturnType<Offered[N]>> => {
  const inputs = given.map((one) => JSON.stringify(one)).join(', ');
  return (await askPage(window, `slipPage.${name}(${inputs})`)) as ReturnType<Offered[N]>;
};

/** Kept, because a receipt must not wait for a window. */
const keptWindow = ({ session, log }: { readonly session: Session; readonly log: Log }) =>
  lazyPage((gone) => {
    const window = makeHidden(session);
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      log.error('the hidden page died', { reason });
      destroyWindow(window);
    });
    window.once('closed', gone);
    return load(window);
  });

export interface OpenedSlipPage extends SlipPage {
  /** Whether the system has been given a slip and has not said yet what became of it. */
  readonly isUnanswered: () => boolean;
}

export const openSlipPage = (deps: { readonly session: Session; readonly log: Log }): OpenedSlipPage => {
  const kept = keptWindow(deps);
  let unanswered = 0;
  return {
    isUnanswered: () => unanswered > 0,
    rasterise: async (lines, dots) => call(await kept(), 'rasterise', lines, dots),
    print: async (job) => {
      const window = await kept();
      const height = await call(window, 'show', job.slip, PAPER[job.printer.width].millimetres);
      return printSilently(window, height, job, (count) => (unanswered += count));
    },
    // In a window of its own: a page must not change while it is being printed.
    pdf: async (slip, size) => {
      const window = await load(makeHidden(deps.session));
      try {
        const height = await call(window, 'show', slip, size);
        return await window.webContents.printToPDF(size === 'a4' ? SHEETS : strip(size, height));
      } finally {
        destroyWindow(window);
      }
    },
  };
};

const SHEETS: PrintToPDFOptions = {
  pageSize: 'A4',
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<div style="width: 100%; font: 8px sans-serif; text-align: center">
    <span class="pageNumber"></span> / <span class="totalPages"></span></div>`,
};

/** One page, as long as its content. */
const strip = (width: number, height: number): PrintToPDFOptions => ({
  pageSize: { width: width / MM_PER_INCH, height: height / PIXELS_PER_INCH },
  margins: { top: 0, bottom: 0, left: 0, right: 0 },
  printBackground: true,
});
