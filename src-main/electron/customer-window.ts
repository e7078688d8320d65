import type { BrowserWindow } from 'electron';
import { app, screen } from 'electron';
import type { CustomerPlace } from './displays.ts';
import { isReachable, placeCustomer } from './displays.ts';
import type { Surroundings } from './window.ts';
import { createWindow } from './window.ts';

export interface CustomerWindow {
  window(): BrowserWindow;
  /** To be called when the displays changed. */
  refit(): void;
}

const placeNow = (): CustomerPlace => placeCustomer(screen.getPrimaryDisplay(), screen.getAllDisplays());

/**
 * The customer's window: the whole second display, or a window beside the till while there is none. It comes back when
 * somebody closes it, until the app quits.
 * @param onShown called each time it has come up, which may have been in front of the till
 */
export const openCustomerWindow = (surroundings: Surroundings, onShown: () => void): CustomerWindow => {
  let place = placeNow();
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));

  const open = (): BrowserWindow => {
    place = placeNow();
    const opened = createWindow('customer', place.bounds, surroundings);
    opened.once('ready-to-show', () => {
      opened.showInactive();
      fit(opened, place);
      onShown();
    });
    opened.on('leave-full-screen', () => fit(opened, place));
    opened.on('closed', () => {
      if (isQuitting) return;
      surroundings.log.warn('the customer window was closed; opening it again');
      window = open();
    });
    return opened;
  };
  let window = open();

  const refit = (): void => {
    const before = place;
    place = placeNow();
    const isAtHome = place.mode === 'window' && before.mode === 'window';
    if (isAtHome && isReachable(window.getBounds(), screen.getAllDisplays())) return;
    surroundings.log.info('the customer window moves', { ...place });
    fit(window, place);
  };
  return { window: () => window, refit };
};

/**
 * Both bounds and full screen: a window manager wants to be told the second, and where there is none only the first
 * has an effect.
 */
const fit = (window: BrowserWindow, place: CustomerPlace): void => {
  switch (place.mode) {
    case 'whole-display':
      window.setBounds(place.bounds);
      if (!window.isFullScreen()) window.setFullScreen(true);
      return;
    case 'window':
      if (window.isFullScreen()) window.setFullScreen(false);
      window.setBounds(place.bounds);
      return;
    default:
      place satisfies never;
  }
};
