import type { BrowserWindow } from 'electron';
import process from 'node:process';
import type { Area, CustomerPlace, WindowPlace } from './displays.ts';

/**
 * Sets both bounds and full screen. A window manager obeys full screen and picks the display by the bounds; without a
 * window manager, only the bounds have an effect. A window that already fills the display is left alone: leaving full
 * screen and coming back flickers, and displays report many changes that do not concern it.
 */
export const fitWindow = (window: BrowserWindow, place: CustomerPlace): void => {
  switch (place.mode) {
    case 'whole-display':
      if (fills(window, place.bounds)) return;
      if (window.isFullScreen()) leaveFullScreen(window, () => window.setBounds(place.bounds));
      window.setBounds(covering(place.bounds));
      window.setFullScreen(true);
      return;
    case 'window':
      returnWindow(window, { bounds: place.bounds, isMaximized: false });
      return;
    default:
      place satisfies never;
  }
};

/** Takes a window out of full screen, if it is, to where a person has put it. */
export const returnWindow = (window: BrowserWindow, { bounds, isMaximized }: WindowPlace): void => {
  const put = (): void => {
    window.setBounds(bounds);
    if (isMaximized) window.maximize();
  };
  if (!window.isFullScreen()) {
    put();
    return;
  }
  leaveFullScreen(window, put);
  window.setBounds(bounds);
};

const fills = (window: BrowserWindow, bounds: Area): boolean => {
  const { x, y, width, height } = window.getBounds();
  const isThere = x === bounds.x && y === bounds.y && width === bounds.width && height === bounds.height;
  return isThere && window.isFullScreen();
};

/**
 * A window manager takes a while to leave full screen. It then returns the window to its former place, which may be on
 * a display that is gone; `put` corrects that.
 */
const leaveFullScreen = (window: BrowserWindow, put: () => void): void => {
  window.once('leave-full-screen', () =>
    setImmediate(() => {
      if (!window.isDestroyed() && !window.isFullScreen()) put();
    }),
  );
  window.setFullScreen(false);
};

/** Chromium on X11 takes a pixel off a window as large as the display, and without a window manager it stays off. */
const covering = (bounds: Area): Area =>
  process.platform === 'linux' ? { ...bounds, height: bounds.height + 1 } : bounds;
