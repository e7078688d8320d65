import type { Session } from 'electron';
import { BrowserWindow, nativeTheme } from 'electron';
import type { WindowRole } from '#contract/calls.ts';
import type { Log } from '#services/ports.ts';
import { pageAddress } from './app-address.ts';
import { openReloadPause } from './reload-pause.ts';
import type { Area } from '#electron/displays/displays.ts';
import { SANDBOXED } from './sandboxed.ts';

export interface WindowDeps {
  /** The sealed session that serves the pages. */
  readonly session: Session;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly development: boolean;
  readonly log: Log;
  readonly titleOf: (role: WindowRole) => string;
}

const SMALLEST: Readonly<Record<WindowRole, { minWidth: number; minHeight: number }>> = {
  till: { minWidth: 1024, minHeight: 600 },
  customer: { minWidth: 320, minHeight: 320 },
};

/** `--surface` of theme.css, so that a window does not flash before its page is drawn. */
const surface = (): string => (nativeTheme.shouldUseDarkColors ? '#12161b' : '#f2f4f6');

/** A hidden window that loads its role's page, and loads it again whenever the page dies. */
export const createWindow = (role: WindowRole, bounds: Area, deps: WindowDeps): BrowserWindow => {
  const window = new BrowserWindow({
    ...bounds,
    ...SMALLEST[role],
    title: deps.titleOf(role),
    backgroundColor: surface(),
    show: false,
    webPreferences: {
      session: deps.session,
      preload: deps.preload,
      ...SANDBOXED,
      devTools: deps.development,
      // A till covered by another window must still count down and play its tones.
      backgroundThrottling: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  // Emitted half a minute after a key or touch got no response. All state is in main, so the page can be restarted; a
  // page that hangs cannot be reloaded, only killed.
  window.on('unresponsive', () => {
    deps.log.error('the page of a window hangs; it is ended', { role });
    window.webContents.forcefullyCrashRenderer();
  });
  keepAlive(window, role, deps.log);
  return window;
};

/** Loads the page, and again whenever its process dies. */
const keepAlive = (window: BrowserWindow, role: WindowRole, log: Log): void => {
  const pauseBefore = openReloadPause();
  const load = (): void => {
    if (window.isDestroyed()) return;
    window.loadURL(pageAddress(role)).catch((error: unknown) => {
      log.warn('a page was not loaded', { role, error });
    });
  };
  window.webContents.on('did-navigate', (_event, url, status) => {
    if (status >= 400) log.error('a page is missing from this installation', { url, status });
  });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    const wait = pauseBefore(performance.now());
    log.error('the page of a window died', { role, reason, exitCode, wait });
    setTimeout(load, wait);
  });
  load();
};
