import type { BrowserWindow, WebContents } from 'electron';
import { app, Menu, screen, webContents } from 'electron';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { WindowRole } from '#contract/calls.ts';
import type { Log } from '#services/ports.ts';
import { text } from '#words/text.ts';
import { openCustomerWindow } from './customer-window.ts';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import { openTillPlace } from '#electron/displays/till-place.ts';
import { onPlaced } from '#electron/displays/keep-place.ts';
import type { KioskWindow } from '#electron/shop-pc/kiosk-window.ts';
import { openKioskWindow } from '#electron/shop-pc/kiosk-window.ts';
import { askBeforeClosing, unloadUnlessClosing } from './quit.ts';
import type { WindowDeps } from './window.ts';
import { createWindow } from './window.ts';

export interface Windows {
  /** The page of that window; undefined while it is gone. */
  readonly contentsOf: (role: WindowRole) => WebContents | undefined;
  /** Whose page this is, or undefined for any other. */
  readonly roleOf: (contents: WebContents) => WindowRole | undefined;
  /** Undefined while it is gone. */
  readonly customer: () => BrowserWindow | undefined;
  /** Brings the till to the front, as when the app is started a second time. */
  readonly focusTill: () => void;
  /** Does what its close button does. */
  readonly closeTill: () => void;
  /** Call once the texts for the titles are loaded, and when the till's language changes. */
  readonly retitle: () => void;
  /** Call when another display has been chosen for the customer. */
  readonly refit: () => void;
  /** Calls back when the customer's window gets a display of its own or loses it, and when that changes its size. */
  readonly onCustomerDisplay: (listener: () => void) => void;
  /** Ends the page of the customer's window, which then loads again. */
  readonly restartCustomer: () => void;
  readonly kiosk: KioskWindow;
  /** Settles once the till's page is on the screen, or has had enough time to get there. */
  readonly painted: Promise<void>;
}

const ROLES = ['till', 'customer'] as const satisfies readonly WindowRole[];

/** Settles in a page once something of it is on the screen. */
const IS_PAINTED = `new Promise((done) => {
  const look = (list) => list.getEntriesByName('first-contentful-paint').length > 0 && done();
  new PerformanceObserver(look).observe({ type: 'paint', buffered: true });
})`;

/** A page that takes longer has a fault of its own, and payments do not wait for it. */
const PAINT_MS = 3_000;

/**
 * Opens the till's window and the customer's. Closing the till's window quits the app, after a question if payments are
 * unfinished. Call once, after the app is ready.
 */
export const openWindows = (
  ports: Omit<WindowDeps, 'titleOf'>,
  choice: DisplayChoice,
  unfinished: () => number,
): Windows => {
  const titles = openTitles();
  const deps: WindowDeps = { ...ports, titleOf: titles.of };
  removeMenu();
  const till = openTillWindow(deps, choice);
  const kiosk = openKioskWindow({
    till,
    choice,
    place: () => choice.till(),
    onChange: () => notify(),
  });
  const placeTill = openTillPlace(till, choice);
  onPlaced(till, kiosk.isFull, (place) => choice.save('till', place));
  askBeforeClosing(till, unfinished);
  unloadUnlessClosing(till);
  const raiseTill = (): void => raise(till);
  const customer = openCustomerWindow(deps, choice, raiseTill);
  survive(deps.log);
  let own = choice.own();
  let notify = (): void => undefined;
  const refit = (): void => {
    if (till.isDestroyed()) return;
    if (kiosk.isFull()) kiosk.refit();
    else placeTill();
    customer.refit();
    const before = own;
    own = choice.own();
    if (own?.width === before?.width && own?.height === before?.height) return;
    // A window that has lost its display must not cover a payment in progress.
    raiseTill();
    notify();
  };
  onDisplayChange(refit);
  const windowOf = (role: WindowRole): BrowserWindow => (role === 'till' ? till : customer.window());
  const workingWindowOf = (role: WindowRole): BrowserWindow | undefined => {
    const window = windowOf(role);
    return window.isDestroyed() || window.webContents.isCrashed() ? undefined : window;
  };
  return {
    contentsOf: (role) => workingWindowOf(role)?.webContents,
    customer: () => workingWindowOf('customer'),
    roleOf: (contents) => ROLES.find((role) => isPageOf(windowOf(role), contents)),
    focusTill: () => bringForward(till),
    closeTill: () => close(till),
    retitle: () => titles.follow(windowOf),
    refit,
    kiosk,
    onCustomerDisplay: (listener) => (notify = listener),
    restartCustomer: () => {
      const { webContents } = customer.window();
      if (!webContents.isDestroyed()) webContents.forcefullyCrashRenderer();
    },
    painted: Promise.race([paintOf(till), setTimeout(PAINT_MS)]),
  };
};

/**
 * What the graphics process had drawn is lost with it, and a static page does not always redraw by itself; nor does the
 * gateway's page over the customer's window.
 */
const survive = (log: Log): void =>
  void app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.warn('a helper of the windows died', { type, reason, exitCode });
    if (type !== 'GPU') return;
    for (const page of webContents.getAllWebContents()) page.invalidate();
  });

/** The windows open before the texts for their titles are loaded. */
const openTitles = () => {
  let of: WindowDeps['titleOf'] = () => app.getName();
  return {
    of: (role: WindowRole) => of(role),
    follow: (windowOf: (role: WindowRole) => BrowserWindow): void => {
      of = (role) => text(`window.${role}`);
      for (const role of ROLES) {
        const window = windowOf(role);
        if (!window.isDestroyed()) window.setTitle(of(role));
      }
    },
  };
};

const isPageOf = (window: BrowserWindow, contents: WebContents): boolean =>
  !window.isDestroyed() && window.webContents === contents;

const close = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) window.close();
};

const raise = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) window.moveTop();
};

const bringForward = (till: BrowserWindow): void => {
  if (till.isDestroyed()) return;
  if (till.isMinimized()) till.restore();
  till.show();
  till.focus();
};

const paintOf = async (till: BrowserWindow): Promise<void> => {
  await once(till, 'ready-to-show');
  await till.webContents.executeJavaScript(IS_PAINTED).catch(() => undefined);
};

const openTillWindow = (deps: WindowDeps, choice: DisplayChoice): BrowserWindow => {
  const { bounds, isMaximized } = choice.till();
  const till = createWindow('till', bounds, deps);
  till.once('ready-to-show', () => {
    till.show();
    if (isMaximized) till.maximize();
  });
  till.on('closed', () => app.quit());
  // Windows asks no program to quit when it shuts down or a person signs out; this one stops as far as it gets.
  till.on('session-end', () => app.quit());
  return till;
};

/** macOS takes its editing keys from the menu; elsewhere a till needs none. */
const removeMenu = (): void =>
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }])
      : null,
  );

const onDisplayChange = (act: () => void): void => {
  screen.on('display-added', act);
  screen.on('display-removed', act);
  screen.on('display-metrics-changed', act);
};
