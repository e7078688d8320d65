// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ display: string, stop: () => Promise<void> }} XServer `display` as in DISPLAY, e.g. `:3` */

/**
 * Starts an X server on a free display number and waits until programs can connect to it. It ends with the process
 * that started it, however that ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<XServer>}
 * @throws {Error} with the server's words where it does not come up
 */
export async function startXServer(command, args) {
  // setpriv makes the kernel end the server when its parent dies, a kill -9 included. It becomes the server: same pid.
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'TERM', command, ...args, '-noreset', '-nolisten', 'tcp', '-displayfd', '3'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = once(server, 'exit');
  let words = '';
  server.stderr?.setEncoding('utf8').on('data', (text) => (words = `${words}${text}`.slice(-2000)));
  const number = await firstLine(/** @type {import('node:stream').Readable} */ (server.stdio[3]));
  if (!number) throw new Error(`${command} did not start: ${words.trim()}`);
  return { display: `:${number}`, stop: () => stop(server, ended) };
}

/** @param {import('node:stream').Readable} stream @returns {Promise<string>} empty where it ends before a line does */
async function firstLine(stream) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n')) return text.trim();
  }
  return '';
}

/** @param {import('node:child_process').ChildProcess} server @param {Promise<unknown>} ended */
async function stop(server, ended) {
  server.kill('SIGTERM');
  const patience = new AbortController();
  const insist = pause(3000, undefined, { signal: patience.signal }).then(
    () => server.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  patience.abort();
  await insist;
}

/**
 * The environment of a program that is to show itself on a virtual display, and nowhere else: with Wayland's variables
 * left in, Chromium would go to the user's own screen.
 * @param {string} display
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Record<string, string>}
 */
export function environmentOn(display, env = process.env) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('WAYLAND_') && name !== 'XAUTHORITY');
  const words = kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { ...Object.fromEntries(words), DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}
