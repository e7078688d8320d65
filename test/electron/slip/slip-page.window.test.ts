import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BareStation } from '../../support/bare-station.ts';
import { openBareStation } from '../../support/bare-station.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { NetworkPrinter } from '../../support/print/network-printer.ts';
import { openPrinter } from '../../support/print/network-printer.ts';
import { freshHome, removeHome } from '../../support/station.ts';

let printer: NetworkPrinter;
let station: BareStation;
const home = freshHome();

beforeAll(async () => {
  printer = await openPrinter();
  station = await openBareStation(home);
  await vi.waitUntil(
    () => station.inPage('till', 'document.querySelector("[data-testid=amount]") !== null'),
    {
      timeout: PATIENCE_MS,
    },
  );
});
afterAll(async () => {
  await station.stop();
  printer.close();
  removeHome(home);
});

/** Prints a Chinese test page, whose lines the hidden page draws; returns whether it came out. */
const printed = async (): Promise<boolean> => {
  const slip = { mode: 'ask', printer: 'tcp', address: printer.address, width: 80, language: 'zh-CN' };
  const given = JSON.stringify({ ...slip, storeAddress: '' });
  const reply = await station.inPage('till', `window.countertop.call('receipts.test', ${given})`);
  return (reply as { ok: boolean }).ok;
};

const hiddenPages = (): Promise<number> =>
  station.inMain(({ BrowserWindow }) => {
    const pages = BrowserWindow.getAllWindows();
    return Promise.resolve(pages.filter((one) => one.getTitle() === 'Countertop – Printing').length);
  }, null);

const closePages = (): Promise<void> =>
  station.inMain(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows())
      if (one.getTitle() === 'Countertop – Printing') one.destroy();
    return Promise.resolve();
  }, null);

type Trouble = 'stopped' | 'missing' | 'crashed';

/** Keeps the next hidden page from loading. */
const spoilNextPage = (trouble: Trouble): Promise<void> =>
  station.inMain(({ app }, trouble) => {
    app.once('browser-window-created', (_event, window) => {
      const { webContents } = window;
      const load = window.loadURL.bind(window);
      window.loadURL = (address) => load(trouble === 'missing' ? `${address}.gone` : address);
      webContents.once('did-start-loading', () =>
        setImmediate(() => {
          if (trouble === 'stopped') webContents.stop();
          if (trouble === 'crashed') webContents.forcefullyCrashRenderer();
        }),
      );
    });
    return Promise.resolve();
  }, trouble);

test.each(['stopped', 'missing', 'crashed'] as const)(
  'a receipt page that could not be loaded (%s) is loaded again for the next print, and nothing is left of the first',
  async (trouble) => {
    await closePages();
    await spoilNextPage(trouble);
    expect(await printed()).toBe(false);
    expect(await hiddenPages()).toBe(0);
    expect(await printed()).toBe(true);
  },
);

test('a receipt page that crashed is loaded again for the next print', async () => {
  expect(await printed()).toBe(true);
  await station.inMain(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Countertop – Printing');
    const gone = new Promise<void>((resolve) => page?.once('closed', () => resolve()));
    page?.webContents.forcefullyCrashRenderer();
    await gone;
  }, null);
  expect(await printed()).toBe(true);
  expect(await hiddenPages()).toBe(1);
});
