import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWindowServer } from '../../scripts/runtime/window-server.mjs';
import { typeByHand } from '../support/cashier.ts';
import type { Station } from '../support/station.ts';
import { freshHome, openStation, removeHome } from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');

/** A copy of the windows’ sources to edit, inside the project, where its packages are found. */
let sources: string;
let server: Awaited<ReturnType<typeof startWindowServer>>;
let station: Station;

beforeAll(async () => {
  sources = mkdtempSync(join(root, 'out', 'edited-'));
  cpSync(join(root, 'src-renderer'), sources, { recursive: true });
  server = await startWindowServer({ root: sources, cacheDir: join(sources, '.vite') });
  const home = freshHome();
  mkdirSync(join(home, 'brand'));
  cpSync(join(root, 'resources', 'icons', '256x256.png'), join(home, 'brand', 'logo.png'));
  station = await openStation({ home, env: { COUNTERTOP_DEV_SERVER: server.origin } });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await server.close();
  rmSync(sources, { recursive: true, force: true });
});

const edit = (file: string, from: string, to: string): void => {
  const path = join(sources, file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
};

const spacing = (): Promise<string> =>
  station.till.getByTestId('amount').evaluate((amount) => getComputedStyle(amount).letterSpacing);

test('an edited style, screen or theme appears in the open window without a restart or reload', async () => {
  const { till } = station;
  await expect.poll(server.listeners).toBe(2);
  await typeByHand(till, '1250');
  await till.evaluate(() => Object.assign(window, { isTheSame: true }));
  edit(
    'till/sale/AmountDisplay.svelte',
    '<style>',
    '<style>\n  [data-testid="amount"] { letter-spacing: 7px; }',
  );
  await expect.poll(spacing).toBe('7px');
  edit('till/frame/bar/SoundButton.svelte', 'data-testid="sound"', 'data-testid="sound-edited"');
  await till.getByTestId('sound-edited').waitFor();
  edit('theme.css', ':root {', ':root {\n  --edited: yes;');
  await expect
    .poll(() => till.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--edited')))
    .toBe('yes');
  expect(await till.getByTestId('amount').textContent()).toBe('12.50');
  expect(await till.evaluate(() => 'isTheSame' in window)).toBe(true);
});

test('the shop’s logo is on the customer’s display there too', async () => {
  const shown = await station.customer.evaluate(async () => {
    const picture = new Image();
    picture.src = './brand/logo.png';
    await picture.decode();
    return picture.naturalWidth;
  });
  expect(shown).toBeGreaterThan(0);
});

test('windows from the development server are confined like any other: no other address, no inline code', async () => {
  const ran = await station.till.evaluate(async () => {
    const page = window as unknown as { intruder?: string };
    document.body.append(
      Object.assign(document.createElement('script'), { textContent: 'window.intruder = "inline"' }),
    );
    const fetched = await fetch('http://127.0.0.1:9/').catch((error: unknown) => (error as Error).name);
    return [page.intruder ?? 'nothing', fetched];
  });
  expect(ran).toEqual(['nothing', 'TypeError']);
});
