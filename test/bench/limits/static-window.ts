/**
 * Electron with one static page per window that shows the last key pressed: the least that an app can start
 * with. It is started with the same switches as the till.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { _electron } from 'playwright-core';
import { ELECTRON_ARGS, electronExecutable, stationEnvironment } from '../../support/station.ts';
import { benchFolder } from '../kit/write-results.ts';

const PAGE = `<!doctype html><title>static</title><p id="shown"></p>
<script>addEventListener('keydown', ({ key }) => (document.getElementById('shown').textContent = key));</script>`;

const mainOf = (windows: number): string => `const { app, BrowserWindow } = require('electron');
const windows = [];
app.whenReady().then(() => {
  for (let n = 0; n < ${String(windows)}; n += 1) {
    const window = new BrowserWindow({ width: 1280, height: 800 });
    windows.push(window);
    window.loadFile('page.html');
  }
});`;

const PACKAGE = { name: 'static-window', productName: 'Static window', version: '1.0.0', main: 'main.cjs' };

/** Starts it and resolves once a pressed key is shown in the first window. */
export const startStaticWindow = async (home: string, windows: 1 | 2 = 1): Promise<ElectronApplication> => {
  writeFileSync(join(home, 'package.json'), JSON.stringify(PACKAGE));
  writeFileSync(join(home, 'main.cjs'), mainOf(windows));
  writeFileSync(join(home, 'page.html'), PAGE);
  const env = stationEnvironment(home);
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [home, `--user-data-dir=${join(home, 'profile')}`, ...ELECTRON_ARGS],
    env,
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#shown', { state: 'attached' });
  await page.keyboard.press('7');
  await page.waitForFunction(() => document.getElementById('shown')?.textContent === '7');
  return app;
};

export const staticWindowHome = () => {
  const home = mkdtempSync(join(benchFolder(), 'static-window-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
};
