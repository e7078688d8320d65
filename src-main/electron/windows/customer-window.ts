import type { BrowserWindow } from 'electron';
import { app, screen } from 'electron';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import { isReachable } from '#electron/displays/displays.ts';
import { onPlaced } from '#electron/displays/keep-place.ts';
import { fitWindow } from '#electron/displays/fit-window.ts';
import type { WindowDeps } from './window.ts';
import { createWindow } from './window.ts';

export interface CustomerWindow {
  window(): BrowserWindow;
  /** Call when the displays change. */
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
      fitWindow(opened, place);
      onShown();
    });
    onPlaced(
      opened,
      () => place.mode === 'whole-display',
      (kept) => choice.save('customer', kept),
    );
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
    if (JSON.stringify(place) !== JSON.stringify(before))
      deps.log.info('the customer window moves', { ...place });
    fitWindow(window, place);
  };
  return { window: () => window, refit };
};
