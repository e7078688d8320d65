/** The customer's window on its display, under a window manager. */
import { expect, test } from 'vitest';
import { fitWindow } from '#electron/displays/fit-window.ts';
import { FakeWindow, settledWindow } from '../../support/windows/fake-window.ts';

const DISPLAY = { x: 1920, y: 0, width: 1280, height: 800 };
const WINDOW = { x: 400, y: 300, width: 800, height: 600 };
const whole = (bounds = DISPLAY) => ({ mode: 'whole-display', displayId: 2, bounds }) as const;

const filling = async () => {
  const window = new FakeWindow(DISPLAY, WINDOW);
  fitWindow(window.asWindow, whole());
  await settledWindow();
  window.asked.length = 0;
  return window;
};

test('a customer’s window that fills its display stays as it is when another display changes', async () => {
  const window = await filling();
  fitWindow(window.asWindow, whole());
  await settledWindow();
  expect([window.asked, window.bounds]).toEqual([[], DISPLAY]);
});

test('a display that has changed its size is filled again', async () => {
  const window = await filling();
  fitWindow(window.asWindow, whole({ ...DISPLAY, width: 1024 }));
  expect(window.asked).toEqual(['no full screen', 'bounds', 'full screen']);
});

test('a customer’s window that has lost its display becomes a window again', async () => {
  const window = await filling();
  fitWindow(window.asWindow, { mode: 'window', bounds: WINDOW });
  await settledWindow();
  expect([window.isFullScreen(), window.bounds]).toEqual([false, WINDOW]);
});
