/** The till's window as a kiosk, under a window manager. */
import { expect, test } from 'vitest';
import type { WindowPlace } from '#electron/displays/displays.ts';
import { openKioskWindow } from '#electron/shop-pc/kiosk-window.ts';
import { FakeWindow, settledWindow } from '../../support/windows/fake-window.ts';

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1080 };
const PLACE = { x: 40, y: 30, width: 1100, height: 700 };

const open = (place: WindowPlace) => {
  const window = new FakeWindow(DISPLAY, place.bounds);
  const kiosk = openKioskWindow({
    till: window.asWindow,
    choice: { cashiers: () => ({ id: 1, bounds: DISPLAY, workArea: DISPLAY }) },
    place: () => place,
    onChange: () => undefined,
  });
  return { window, kiosk };
};

test.each([true, false])(
  'a till that leaves the full screen is where somebody had put it, and maximised only if it was: %s',
  async (isMaximized) => {
    const { window, kiosk } = open({ bounds: PLACE, isMaximized });
    kiosk.fill();
    await settledWindow();
    expect(window.bounds).toEqual(DISPLAY);
    kiosk.release();
    await settledWindow();
    expect([window.isFullScreen(), window.bounds, window.isMaximizedNow]).toEqual([
      false,
      PLACE,
      isMaximized,
    ]);
  },
);

test('a kiosk that fills its display does not flicker when the displays report changes of something else', async () => {
  const { window, kiosk } = open({ bounds: PLACE, isMaximized: false });
  kiosk.fill();
  await settledWindow();
  const asked = window.asked.length;
  kiosk.refit();
  await settledWindow();
  expect(window.asked).toHaveLength(asked);
});
