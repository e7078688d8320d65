import type { BrowserWindow } from 'electron';
import { app, screen } from 'electron';
import process from 'node:process';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import type { Area, CustomerPlace } from '#electron/displays/displays.ts';
import { isReachable } from '#electron/displays/displays.ts';
import type { WindowDeps } from './window.ts';
import { createWindow } from './window.ts';

export interface CustomerWindow {
  window(): BrowserWindow;
  /** To be called when the displays changed. */
  refit(): void;
}

/**
 * The customer's window: the whole second display, or a window beside the till while there is none. It opens again
 * when it is closed, until the app quits.
 * @param onShown called each time it is shown, perhaps over the till
 */
export const openCustomerWindow = (
  deps: WindowDeps,
  choice: DisplayChoice,
  onShown: () => void,
): CustomerWindow => {
  let place = choice.customers();
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));

  const open = (): BrowserWindow => {
    place = choice.customers();
    const opened = createWindow('customer', place.bounds, deps);
    opened.once('ready-to-show', () => {
      opened.showInactive();
      fit(opened, place);
      onShown();
    });
    opened.on('closed', () => {
      if (isQuitting) return;
      deps.log.warn('the customer window was closed; opening it again');
      window = open();
    });
    return opened;
  };
  let window = open();

  const refit = (): void => {
    const before = place;
    place = choice.customers();
    const staysWindow = place.mode === 'window' && before.mode === 'window';
    if (staysWindow && isReachable(window.getBounds(), screen.getAllDisplays())) return;
    deps.log.info('the customer window moves', { ...place });
    fit(window, place);
  };
  return { window: () => window, refit };
};

/**
 * Both bounds and full screen: a window manager obeys the second and chooses the display by the first; where there is
 * none, only the first has an effect.
 */
const fit = (window: BrowserWindow, place: CustomerPlace): void => {
  if (window.isFullScreen()) leaveFullScreen(window, place.bounds);
  switch (place.mode) {
    case 'whole-display':
      window.setBounds(covering(place.bounds));
      window.setFullScreen(true);
      return;
    case 'window':
      window.setBounds(place.bounds);
      return;
    default:
      place satisfies never;
  }
};

/**
 * A window manager leaves full screen some time after it is asked to and puts the window where it was before, which
 * may be a display that is gone.
 */
const leaveFullScreen = (window: BrowserWindow, bounds: Area): void => {
  window.once('leave-full-screen', () =>
    setImmediate(() => {
      if (!window.isDestroyed() && !window.isFullScreen()) window.setBounds(bounds);
    }),
  );
  window.setFullScreen(false);
};

/** Chromium on X11 takes a pixel off a window as large as the display, and without a window manager it stays off. */
const covering = (bounds: Area): Area =>
  process.platform === 'linux' ? { ...bounds, height: bounds.height + 1 } : bounds;
