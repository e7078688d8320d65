// @ts-check
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startXServer } from './x-server.mjs';
import { capture } from '../command/run.mjs';

export { environmentOn } from './x-server.mjs';

/** @typedef {import('./x-server.mjs').XServer} XServer */
/** @typedef {'1024x600' | '1024x768' | '1280x800' | '800x1280' | '1920x1080'} Mode as in two-displays.conf */
/**
 * @typedef {object} CustomerDisplay the second display, which a test can plug in and pull out
 * @property {(mode?: Mode) => Promise<void>} plugIn to the right of the till's; 1280x800 by default
 * @property {() => Promise<void>} unplug
 */

/**
 * One virtual display (Xvfb).
 * @param {{ width?: number, height?: number }} [size] in pixels, 1920 × 1080 by default
 * @returns {Promise<XServer>}
 * @throws {Error} if Xvfb cannot be started: `node scripts/system-packages.mjs virtual-display` installs it
 */
export const startVirtualDisplay = ({ width = 1920, height = 1080 } = {}) =>
  startXServer('Xvfb', ['-screen', '0', `${width}x${height}x24`]);

/**
 * Runs `work` on its own virtual display.
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
 * A till's display with a free output for a customer display, which Xvfb cannot do.
 * @param {{ till?: Mode }} [modes]
 * @returns {Promise<XServer & CustomerDisplay>}
 * @throws {Error} if Xorg cannot be started: `node scripts/system-packages.mjs two-displays` installs it
 */
export async function startTwoDisplays({ till = '1280x800' } = {}) {
  const config = fileURLToPath(new URL('two-displays.conf', import.meta.url));
  const server = await startXServer(xorg(), [
    ...['-config', config, '-logfile', '/dev/null'],
    // A seat other than the machine's keeps it off the consoles; the server itself needs no root rights.
    ...['-seat', 'countertop', '-novtswitch'],
  ]);
  /** @param {string[]} args */
  const xrandr = (...args) => capture('xrandr', ['--display', server.display, ...args]);
  /**
   * The driver notices a plug only when queried; only then are programs notified.
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

/** The server itself: `Xorg` on PATH may be a wrapper that only console users can start. */
const xorg = () => ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg'].find((file) => existsSync(file)) ?? 'Xorg';
