/**
 * Every screen of the till in the real app, in three sizes and two themes, in out/tour/all/, and on one contact sheet a
 * size and theme. The till is one of a test bench, so that each state can be brought about; only its band shows it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { approve, addCashier, makeFirstManager, signIn } from '../e2e/day/people.ts';
import { typeByHand } from '../support/cashier.ts';
import { drawn } from '../support/print/pictures.ts';
import type { GatewayBench, Station } from '../support/station.ts';
import {
  charge,
  freshHome,
  openGatewayBench,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'out', 'tour', 'all');

const SIZES = [
  [1024, 600],
  [1280, 800],
  [1920, 1080],
] as const;
const THEMES = ['light', 'dark'] as const;
const CHEN = { name: 'Chen', pin: '830219' };
const LIN = { name: 'Lin', pin: '47110' };
/** Of the gateway's simulator: it declines to say how this one ended. */
const UNLISTED = 99;

const sheetName = (width: number, height: number, theme: string): string => `${width}x${height}-${theme}`;

const names: string[] = [];

/** Pictures what the till shows now, in every size and theme. */
const picture = async (till: Page, name: string): Promise<void> => {
  names.push(name);
  for (const theme of THEMES) {
    await till.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [width, height] of SIZES) {
      await till.setViewportSize({ width, height });
      await drawn(till, join(folder, `${name}-${sheetName(width, height, theme)}.png`));
    }
  }
  console.log(`  ${name}`);
};

/** A payment on its way, and what its customer does with it. */
const started = async (till: Page, bench: GatewayBench, amount: number) => {
  await charge(till, amount);
  await tillState(till, 'open');
  const reference = await referenceOn(till);
  return (action: 'scan' | 'pay' | 'decline'): void =>
    void bench.simulator.act({ merchantTransactionId: reference }, action);
};

const selling = async (till: Page, bench: GatewayBench): Promise<void> => {
  await picture(till, '04-ready');
  await typeByHand(till, '1250+880');
  await picture(till, '05-sum');
  await till.getByTestId('help').click();
  await till.getByTestId('help-sheet').waitFor();
  await picture(till, '06-help');
  await till.getByTestId('help-close').click();
  await till.getByTestId('key-clear').click();
  const customer = await started(till, bench, 2130);
  await picture(till, '07-waiting');
  customer('scan');
  await tillState(till, 'pending');
  await picture(till, '08-confirming');
  customer('pay');
  await tillState(till, 'paid');
  await picture(till, '09-paid');
  const next = await started(till, bench, 1990);
  next('decline');
  await tillState(till, 'failed');
  await picture(till, '10-failed');
  await started(till, bench, 640);
  await till.keyboard.press('Escape');
  await tillState(till, 'cancelled');
  await picture(till, '11-cancelled');
  await started(till, bench, 71_000);
  await bench.control('set-status', { reference: await referenceOn(till), statusId: UNLISTED });
  await tillState(till, 'unknown');
  await picture(till, '12-unknown');
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
};

const refunding = async (till: Page): Promise<void> => {
  await till.getByTestId('history-row').filter({ hasText: '21.30' }).click();
  await till.getByTestId('story').waitFor();
  await picture(till, '13-details');
  await till.getByTestId('refund').click();
  await till.getByTestId('refund-amount').waitFor();
  await picture(till, '14-refund');
  await till.getByTestId('refund-confirm').click();
  await till.getByTestId('approval').waitFor();
  await picture(till, '15-approval');
  await approve(till, CHEN);
  await till.locator('[data-testid="refund-state"][data-state="refunded"]').waitFor();
  await picture(till, '16-refunded');
  await till.getByTestId('story-back').click();
};

const managing = async (till: Page): Promise<void> => {
  await till.getByTestId('rail-overview').click();
  await till.getByTestId('overview-net').waitFor();
  await picture(till, '28-overview');
  await till.getByTestId('overview-table').click();
  await picture(till, '29-overview-tables');
  await till.getByTestId('rail-history').click();
  await till.getByTestId('history').waitFor();
  await picture(till, '17-history');
  await till.getByTestId('rail-day').click();
  await till.getByTestId('x-report').click();
  await till.getByTestId('x-sheet').waitFor();
  await picture(till, '18-x');
  await till.getByTestId('day-back').click();
  await picture(till, '19-day');
  await till.getByTestId('close-day').click();
  await till.getByTestId('close-confirm').waitFor();
  await picture(till, '20-close-the-day');
  await till.getByTestId('close-confirm').click();
  await till.getByTestId('z-number').waitFor();
  await picture(till, '21-z');
  await till.getByTestId('rail-audit').click();
  await till.getByTestId('audit-row').first().waitFor();
  await picture(till, '22-audit');
  await till.getByTestId('rail-staff').click();
  await till.getByTestId('staff-row').first().waitFor();
  await picture(till, '23-staff');
  await till.getByTestId('rail-settings').click();
  await till.getByTestId('settings').waitFor();
  await picture(till, '24-settings');
};

const day = async (station: Station, bench: GatewayBench): Promise<void> => {
  const { till } = station;
  await till.getByTestId('first-manager').waitFor();
  await picture(till, '01-first-manager');
  await makeFirstManager(till, CHEN);
  await till.getByTestId('rail-staff').click();
  await addCashier(till, LIN);
  await picture(till, '02-people');
  await till.getByTestId('hand-over').click();
  await till.getByTestId('sign-in').waitFor();
  await picture(till, '03-sign-in');
  await signIn(till, LIN);
  await selling(till, bench);
  await refunding(till);
  await bench.simulator.setNetwork('down');
  await till.getByTestId('readiness').waitFor();
  await picture(till, '25-no-gateway');
  await bench.simulator.setNetwork('up');
  await till.getByTestId('charge').waitFor();
  await till.getByTestId('hand-over').click();
  await signIn(till, CHEN);
  await managing(till);
};

const settingUp = async ({ till }: Station): Promise<void> => {
  await picture(till, '26-first-start');
  await till.getByTestId('set-up-next').click();
  await till.locator('[data-testid="set-up"][data-step="shop"]').waitFor();
  await picture(till, '27-set-up-shop');
};

/** One page with every screen in that size and theme, and a picture of it. */
const contactSheet = async ({ app }: Station, sheet: string): Promise<void> => {
  const figures = [...names]
    .sort()
    .map(
      (name) => `<figure><img src="${name}-${sheet}.png" alt=""><figcaption>${name}</figcaption></figure>`,
    );
  const style =
    'body{margin:16px;display:grid;grid-template-columns:repeat(4,1fr);gap:16px;font:14px sans-serif;background:#888}' +
    'figure{margin:0}img{width:100%;display:block}';
  const file = join(folder, `sheet-${sheet}.html`);
  writeFileSync(file, `<!doctype html><title>${sheet}</title><style>${style}</style>${figures.join('')}`);
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, url) => void new BrowserWindow({ width: 1600, height: 900 }).loadURL(url),
    pathToFileURL(file).href,
  );
  const page = await opened;
  await page.waitForLoadState('load');
  await page.screenshot({ path: file.replace('.html', '.png'), fullPage: true });
  await page.close();
};

const onAStation = async (
  open: () => Promise<Station>,
  use: (station: Station) => Promise<void>,
): Promise<void> => {
  const station = await open();
  try {
    await use(station);
  } finally {
    await station.close();
    removeHome(station.home);
  }
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
console.log('Every screen of the till, pictured in out/tour/all/:');
const bench = await openGatewayBench();
try {
  await onAStation(() => openStation({ home: freshHome(), setUp: true }), settingUp);
  await onAStation(
    () => openStation({ home: freshHome(), gateway: bench.gateway, staffed: true }),
    async (station) => {
      await day(station, bench);
      for (const theme of THEMES)
        for (const [width, height] of SIZES) await contactSheet(station, sheetName(width, height, theme));
    },
  );
} finally {
  await bench.simulator.close();
}
