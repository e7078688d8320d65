import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { speak } from '../../support/screens/speak.ts';
import type { Station } from '../../support/station.ts';
import { noteArrivals } from '../../support/windows/note-arrivals.ts';
import {
  customerState,
  electronExecutable,
  freshHome,
  openStation,
  removeHome,
} from '../../support/station.ts';

const CUSTOMER = 'Countertop – Customer';
const TILL = 'Countertop – Till';

/** One till for all tests; each continues where the previous one left it, and the last one quits. */
let station: Station;
beforeAll(async () => {
  const home = freshHome();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ kiosk: true, startsWithComputer: true }));
  station = await openStation({ home, env: { XDG_CONFIG_HOME: join(home, 'config') } });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
});

const titles = (): Promise<string[]> =>
  station.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getTitle())
      .sort(),
  );

const closeWindow = (title: string): Promise<void> =>
  station.app.evaluate(
    ({ BrowserWindow }, title) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.getTitle() === title)
        ?.close(),
    title,
  );

test('a page cannot rename its window', async () => {
  await station.till.evaluate(() => (document.title = 'Something else'));
  await station.till.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await titles()).toEqual([CUSTOMER, TILL]);
});

test('the windows are named in the language of the till', async () => {
  await speak(station.till, 'till', { language: 'fr', textSize: 100 });
  await expect.poll(titles).toEqual(['Countertop – Caisse', 'Countertop – Écran client']);
  await speak(station.till, 'till', { language: 'en', textSize: 100 });
  await expect.poll(titles).toEqual([CUSTOMER, TILL]);
});

test('both windows can give their memory back when nothing goes on', async () => {
  const canCollect = (page: Station['till']): Promise<boolean> =>
    page.evaluate(() => typeof gc === 'function');
  expect([await canCollect(station.till), await canCollect(station.customer)]).toEqual([true, true]);
});

/** Whether the till covers its display. */
const isFull = (): Promise<boolean> =>
  station.app.evaluate(({ BrowserWindow, screen }, title) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === title);
    const { width, height } = screen.getPrimaryDisplay().bounds;
    const bounds = window?.getBounds();
    return bounds !== undefined && bounds.width >= width && bounds.height >= height;
  }, TILL);

const startAgain = async (...args: readonly string[]): Promise<number | null> => {
  const root = join(import.meta.dirname, '..', '..', '..');
  const second = spawn(electronExecutable(), [root, ...args], {
    env: { ...process.env, COUNTERTOP_HOME: station.home },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  return code;
};

test('a kiosk fills its display, does not close by hand, and starts with the computer', async () => {
  await station.till.getByTestId('kiosk-leave').waitFor();
  expect(await isFull()).toBe(true);
  await closeWindow(TILL);
  expect(await titles()).toEqual([CUSTOMER, TILL]);
  expect(existsSync(join(station.home, 'config', 'autostart', 'countertop.desktop'))).toBe(true);
});

test('three presses of Ctrl+Alt+Shift+K lead out of the full screen, and a press of the mouse leads back', async () => {
  const { till } = station;
  // Sent as a keyboard does; what Playwright types reaches only the page.
  await station.app.evaluate(({ BrowserWindow }, title) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === title);
    for (let press = 0; press < 3; press += 1)
      window?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode: 'K',
        modifiers: ['control', 'alt', 'shift'],
      });
  }, TILL);
  await till.getByTestId('kiosk-return').click();
  await till.getByTestId('kiosk-leave').waitFor();
  expect(await isFull()).toBe(true);
});

test('a second start with the emergency command leads out too, and people who may leave have a button for it', async () => {
  const { till } = station;
  expect(await startAgain('--leave-kiosk')).toBe(0);
  await till.getByTestId('kiosk-return').click();
  await till.getByTestId('kiosk-leave').click();
  await till.getByTestId('kiosk-return').waitFor();
  expect(await isFull()).toBe(false);
});

test('a window’s new position is noted for the next start', async () => {
  const put = { x: 40, y: 30, width: 1100, height: 700 };
  await station.app.evaluate(
    ({ BrowserWindow }, { title, put }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.getTitle() === title)
        ?.setBounds(put),
    { title: TILL, put },
  );
  const file = join(station.home, 'windows.json');
  await expect
    .poll(() => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null))
    .toMatchObject([{ till: { bounds: put, isMaximized: false } }]);
});

test('of what a page that runs wild calls little arrives, and the other window is answered', async () => {
  const { till, customer } = station;
  const arrivals = await noteArrivals(station.app);
  const before = Date.now();
  await customer.evaluate(async () => {
    const bridge = window.countertop as unknown as {
      call: (name: string, input: unknown) => Promise<unknown>;
    };
    const large = 'x'.repeat(100 * 1024 * 1024);
    await bridge.call('customer.language', { language: large });
    // Not only where a size shows.
    for (const language of [new Map([['x', large]]), new Error(large), 2n ** 100_000n])
      await bridge.call('customer.language', { language });
    await Promise.all(Array.from({ length: 10_000 }, () => bridge.call('customer.snapshot', {})));
  });
  const seconds = (Date.now() - before) / 1_000;
  const arrived = await arrivals();
  expect(arrived).toContain('customer.snapshot');
  expect(arrived).not.toContain('customer.language');
  expect(arrived.length).toBeLessThanOrEqual(12 + Math.ceil(seconds * 4));
  expect(await till.evaluate(() => window.countertop.call('session.read', {}))).toMatchObject({ ok: true });
});

test('the customer’s window comes back when it is closed, and shows the current state', async () => {
  const next = station.app.waitForEvent('window');
  await closeWindow(CUSTOMER);
  await customerState(await next, 'idle');
  expect(await titles()).toEqual([CUSTOMER, TILL]);
});

test('closing the till’s window quits the program, with the customer’s window', async () => {
  const gone = once(station.app.process(), 'exit');
  await closeWindow(TILL).catch(() => undefined);
  expect((await gone)[0]).toBe(0);
});
