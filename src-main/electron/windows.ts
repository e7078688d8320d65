import type { BrowserWindow, WebContents } from 'electron';
import { app, Menu, screen } from 'electron';
import process from 'node:process';
import type { WindowRole } from '#contract/calls.ts';
import { openCustomerWindow } from './customer-window.ts';
import { isTillReachable, placeTill } from './displays.ts';
import type { Surroundings } from './window.ts';
import { createWindow } from './window.ts';

export interface Windows {
  /** The page of that window, or undefined while it is gone. */
  readonly contentsOf: (role: WindowRole) => WebContents | undefined;
  /** Whose page this is, or undefined for any other. */
  readonly roleOf: (contents: WebContents) => WindowRole | undefined;
  /** Brings the till to the front, as when somebody starts the app a second time. */
  readonly focusTill: () => void;
}

/** Opens the till's window and the customer's. Closing the till's quits the app. Once, after the app is ready. */
export const openWindows = (surroundings: Surroundings): Windows => {
  removeMenu();
  const till = openTillWindow(surroundings);
  const raiseTill = (): void => {
    if (!till.isDestroyed()) till.moveTop();
  };
  const customer = openCustomerWindow(surroundings, raiseTill);
  onDisplayChange(() => {
    if (till.isDestroyed()) return;
    const primary = screen.getPrimaryDisplay();
    if (!isTillReachable(till.getBounds(), primary, screen.getAllDisplays()))
      till.setBounds(placeTill(primary));
    customer.refit();
  });
  const windowOf = (role: WindowRole): BrowserWindow => (role === 'till' ? till : customer.window());
  return {
    contentsOf: (role) => {
      const window = windowOf(role);
      return window.isDestroyed() || window.webContents.isCrashed() ? undefined : window.webContents;
    },
    roleOf: (contents) =>
      (['till', 'customer'] as const).find(
        (role) => !windowOf(role).isDestroyed() && windowOf(role).webContents === contents,
      ),
    focusTill: () => {
      if (till.isDestroyed()) return;
      if (till.isMinimized()) till.restore();
      till.show();
      till.focus();
    },
  };
};

const openTillWindow = (surroundings: Surroundings): BrowserWindow => {
  const till = createWindow('till', placeTill(screen.getPrimaryDisplay()), surroundings);
  till.once('ready-to-show', () => till.show());
  till.on('closed', () => app.quit());
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
