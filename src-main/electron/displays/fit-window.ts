import type { BrowserWindow } from 'electron';
import process from 'node:process';
import type { Area, CustomerPlace } from './displays.ts';

/**
 * Sets both bounds and full screen. A window manager obeys full screen and picks the display by the bounds; without a
 * window manager, only the bounds have an effect.
 */
export const fitWindow = (window: BrowserWindow, place: CustomerPlace): void => {
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
 * A window manager takes a while to leave full screen. It then returns the window to its former place, which may be on
 * a display that is gone.
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
