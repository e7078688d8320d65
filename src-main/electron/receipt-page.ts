import type { Session, WebContents } from 'electron';
import { BrowserWindow } from 'electron';
import type { Bitmap, PaperText, PaperWidth } from '#domain/paper.ts';
import type { Receipt } from '#domain/receipt.ts';
import type { Log } from '#services/ports.ts';
import type { Printed, PrintReceipt, ReceiptPage } from '#services/receipt-ports.ts';
import { pageAddress } from './app-address.ts';

/** What the hidden page offers as `receiptPage`; src-renderer/receipt/main.ts is the other end. */
interface Offered {
  /** Shows the receipt on paper of that width; the page's height in CSS pixels. */
  show(receipt: Receipt, width: PaperWidth): number;
  rasterise(lines: readonly PaperText[], dots: number): Bitmap[];
}

const MICRONS_PER_MM = 1_000;
const MICRONS_PER_PIXEL = 25_400 / 96;
const MM_PER_INCH = 25.4;
const PIXELS_PER_INCH = 96;

/**
 * A window that nobody sees, opened when first needed. Its page has no bridge: main calls it and it can call nobody.
 */
export const openReceiptPage = (around: { readonly session: Session; readonly log: Log }): ReceiptPage => {
  let opened: Promise<WebContents> | undefined;

  const open = async (): Promise<WebContents> => {
    const window = new BrowserWindow({
      show: false,
      title: 'Countertop – Receipt',
      webPreferences: {
        session: around.session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        devTools: false,
        spellcheck: false,
        backgroundThrottling: false,
      },
    });
    const forget = (): void => {
      opened = undefined;
      if (!window.isDestroyed()) window.destroy();
    };
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      around.log.error('the page of receipts died', { reason });
      forget();
    });
    window.once('closed', forget);
    await window.loadURL(pageAddress('receipt'));
    return window.webContents;
  };

  const call = async <N extends keyof Offered>(
    name: N,
    ...given: Parameters<Offered[N]>
  ): Promise<ReturnType<Offered[N]>> => {
    opened ??= open();
    const inputs = given.map((one) => JSON.stringify(one)).join(', ');
    return (await (await opened).executeJavaScript(`receiptPage.${name}(${inputs})`)) as ReturnType<
      Offered[N]
    >;
  };

  const shown = async (receipt: Receipt, width: PaperWidth): Promise<[WebContents, number]> => {
    const height = await call('show', receipt, width);
    return [await (opened ?? open()), height];
  };

  return {
    rasterise: async (lines, dots) => call('rasterise', lines, dots),
    print: async (order) => {
      const [contents, height] = await shown(order.receipt, order.printer.width);
      return printSilently(contents, height, order);
    },
    pdf: async (receipt, width) => {
      const [contents, height] = await shown(receipt, width);
      return contents.printToPDF({
        pageSize: { width: width / MM_PER_INCH, height: height / PIXELS_PER_INCH },
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        printBackground: true,
      });
    },
  };
};

const printSilently = (
  contents: WebContents,
  height: number,
  { printer, onReached }: Parameters<PrintReceipt>[0],
): Promise<Printed> => {
  onReached();
  return new Promise((resolve) => {
    contents.print(
      {
        silent: true,
        deviceName: printer.address,
        margins: { marginType: 'none' },
        pageSize: {
          width: printer.width * MICRONS_PER_MM,
          height: Math.ceil(height * MICRONS_PER_PIXEL),
        },
      },
      (success, detail) =>
        resolve(success ? { printed: true } : { printed: false, why: 'unreachable', detail }),
    );
  });
};
