// @ts-check
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startXServer } from './displays/x-server.mjs';
import { capture } from './command/run.mjs';

export { environmentOn } from './displays/x-server.mjs';

/** @typedef {import('./displays/x-server.mjs').XServer} XServer */
/** @typedef {'1024x600' | '1024x768' | '1280x800' | '800x1280' | '1920x1080'} Mode those of two-displays.conf */
/**
 * @typedef {object} CustomerDisplay the second display, which a test can plug in and pull out
 * @property {(mode?: Mode) => Promise<void>} plugIn to the right of the till's; 1280x800 unless named
 * @property {() => Promise<void>} unplug
 */

/**
 * One display, seen by nobody (Xvfb).
 * @param {{ width?: number, height?: number }} [size] in pixels, 1920 × 1080 unless given
 * @returns {Promise<XServer>}
 * @throws {Error} where Xvfb cannot be started: `node scripts/system-packages.mjs virtual-display` installs it
 */
export const startVirtualDisplay = ({ width = 1920, height = 1080 } = {}) =>
  startXServer('Xvfb', ['-screen', '0', `${width}x${height}x24`]);

/**
 * Runs some work on a display of its own.
 * @template T
 * @param {(display: string) => Promise<T>} work
 * @param {{ width?: number, height?: number }} [size]
 * @returns {Promise<T>}
 */
export async function withVirtualDisplay(work, size) {
  const { display, stop } = await startVirtualDisplay(size);
  try {
    return await work(display);
  } finally {
    await stop();
  }
}

/**
 * A till's display, with an outlet for a customer display that is not plugged in yet. Xvfb cannot do this.
 * @param {{ till?: Mode }} [modes]
 * @returns {Promise<XServer & CustomerDisplay>}
 * @throws {Error} where Xorg cannot be started: `node scripts/system-packages.mjs two-displays` installs it
 */
export async function startTwoDisplays({ till = '1280x800' } = {}) {
  const config = fileURLToPath(new URL('displays/two-displays.conf', import.meta.url));
  const server = await startXServer(xorg(), [
    ...['-config', config, '-logfile', '/dev/null'],
    // Any seat but the machine's own keeps it off the consoles; the program itself needs no rights of root.
    ...['-seat', 'countertop', '-novtswitch'],
  ]);
  /** @param {string[]} args */
  const xrandr = (...args) => capture('xrandr', ['--display', server.display, ...args]);
  /**
   * The driver notices a plug only when it is asked what is connected; only then do programs hear of it.
   * @param {string[]} args
   */
  const change = async (...args) => {
    await xrandr(...args);
    await xrandr('--query');
  };
  await change('--output', 'DUMMY0', '--mode', till);
  return {
    ...server,
    plugIn: async (mode = '1280x800') => {
      await xrandr('--addmode', 'DUMMY1', mode);
      await change('--output', 'DUMMY1', '--mode', mode, '--right-of', 'DUMMY0');
    },
    unplug: () => change('--output', 'DUMMY1', '--off'),
  };
}

/** The server itself: the `Xorg` on PATH may be a wrapper that lets only console users start it. */
const xorg = () => ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg'].find((file) => existsSync(file)) ?? 'Xorg';
