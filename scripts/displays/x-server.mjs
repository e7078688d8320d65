// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ display: string, stop: () => Promise<void> }} XServer `display` as in DISPLAY, e.g. `:3` */

/**
 * Starts an X server on a free display number and waits until programs can connect. It ends with the process that
 * started it, however that ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<XServer>}
 * @throws {Error} with the server's stderr if it does not start
 */
export async function startXServer(command, args) {
  // setpriv makes the kernel end the server when its parent dies, even by kill -9. It execs the server: same pid.
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'TERM', command, ...args, '-noreset', '-nolisten', 'tcp', '-displayfd', '3'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = once(server, 'exit');
  let errors = '';
  server.stderr?.setEncoding('utf8').on('data', (text) => (errors = `${errors}${text}`.slice(-2000)));
  const number = await firstLine(/** @type {import('node:stream').Readable} */ (server.stdio[3]));
  if (!number) throw new Error(`${command} did not start: ${errors.trim()}`);
  return { display: `:${number}`, stop: () => stop(server, ended) };
}

/** @param {import('node:stream').Readable} stream @returns {Promise<string>} empty if the stream ends first */
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
  const timeout = new AbortController();
  const kill = pause(3000, undefined, { signal: timeout.signal }).then(
    () => server.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  timeout.abort();
  await kill;
}

/**
 * The environment of a program that must appear only on a virtual display: with Wayland's variables, Chromium would use
 * the user's own screen.
 * @param {string} display
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Record<string, string>}
 */
export function environmentOn(display, env = process.env) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('WAYLAND_') && name !== 'XAUTHORITY');
  const defined = kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { ...Object.fromEntries(defined), DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}
