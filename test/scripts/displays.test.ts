import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { environmentOn, startTwoDisplays, startVirtualDisplay } from '../../scripts/displays/displays.mjs';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The connected displays, e.g. `1280x800+0+0`. */
const connected = (display: string) =>
  [
    ...execFileSync('xrandr', ['--display', display, '--current'], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).matchAll(/ connected .*?(\d+x\d+\+\d+\+\d+)/g),
  ].map(([, place]) => place);

describe.runIf(process.platform === 'linux')('displays for tests', () => {
  test('a display has the requested size and is removed afterwards', async () => {
    const { display, stop } = await startVirtualDisplay({ width: 1024, height: 600 });
    expect(connected(display)).toEqual(['1024x600+0+0']);
    await stop();
    expect(() => connected(display)).toThrow();
  });

  test('a customer display can be plugged in, pulled out and replaced by an upright one', async () => {
    const shop = await startTwoDisplays();
    stops.push(shop.stop);
    expect(connected(shop.display)).toEqual(['1280x800+0+0']);
    await shop.plugIn();
    expect(connected(shop.display)).toEqual(['1280x800+0+0', '1280x800+1280+0']);
    await shop.unplug();
    expect(connected(shop.display)).toEqual(['1280x800+0+0']);
    await shop.plugIn('800x1280');
    expect(connected(shop.display)).toEqual(['1280x800+0+0', '800x1280+1280+0']);
  });

  test('two test runs at once do not share a display', async () => {
    const [one, other] = await Promise.all([startVirtualDisplay(), startVirtualDisplay()]);
    stops.push(one.stop, other.stop);
    expect(one.display).not.toBe(other.display);
  });
});

test('a till under test never appears on the user’s own screen', () => {
  const env = environmentOn(':9', {
    DISPLAY: ':0',
    WAYLAND_DISPLAY: 'wayland-0',
    XDG_SESSION_TYPE: 'wayland',
    HOME: '/h',
  });
  expect(env).toEqual({ DISPLAY: ':9', XDG_SESSION_TYPE: 'x11', HOME: '/h' });
});
