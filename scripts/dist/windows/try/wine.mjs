// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentOn } from '../../../displays/displays.mjs';
import { capture, runToEnd } from '../../../command/run.mjs';

/** @typedef {{ code: number, seconds: number }} Outcome `code` is the program's own, which may be above 255 */

const WINE = ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/bin/wine'];
const SERVER = ['/usr/lib/wine/wineserver64', '/usr/bin/wineserver64', '/usr/bin/wineserver'];
const LIMIT_MS = 120_000;

/** @param {readonly string[]} files */
const first = (files) => files.find((file) => existsSync(file)) ?? files.at(-1) ?? '';

/** A Windows of our own (wine) in a folder, until `stop`. */
export class Wine {
  #folder;
  #env;

  /** @param {string} folder an empty one @param {string} display */
  constructor(folder, display) {
    this.#folder = folder;
    mkdirSync(join(folder, 'home'), { recursive: true });
    this.#env = {
      ...environmentOn(display),
      HOME: join(folder, 'home'),
      WINEPREFIX: join(folder, 'prefix'),
      WINEDEBUG: '-all',
      // No .NET, no browser, and no entries in this computer's menu.
      WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
    };
  }

  /** @param {'win7' | 'win10'} version of Windows that it is from now on */
  async becomes(version) {
    await this.#capture('winecfg', '/v', version);
    // wine leaves this value behind when it turns into an older Windows, which did not have it.
    const key = 'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion';
    if (version === 'win7')
      await this.#capture('reg', 'delete', key, '/v', 'CurrentMajorVersionNumber', '/f');
  }

  /** @param {string[]} args */
  #capture(...args) {
    return capture(first(WINE), args, { env: this.#env, timeout: LIMIT_MS });
  }

  /** @param {string} path below C:\, with / between folders @returns {string} where that is on this computer */
  path(path) {
    return join(this.#folder, 'prefix', 'drive_c', path);
  }

  /** The folder in which programs keep this user's data. */
  async appData() {
    const path = await this.#capture('cmd', '/c', 'echo %APPDATA%');
    return this.path(path.trim().slice(3).replaceAll('\\', '/'));
  }

  /**
   * Runs a program to its end. wine itself returns only the last eight bits of an exit code, so a batch file writes the
   * code down.
   * @param {string} line as in a batch file; %~1 … are the arguments
   * @param {string[]} args
   * @returns {Promise<Outcome>}
   */
  async run(line, ...args) {
    const batch = join(this.#folder, 'step.cmd');
    const answer = join(this.#folder, 'exit-code');
    rmSync(answer, { force: true });
    writeFileSync(batch, `@echo off\r\n${line}\r\necho %errorlevel% > "${windowsPath(answer)}"\r\n`);
    const started = performance.now();
    await runToEnd(first(WINE), ['cmd', '/c', windowsPath(batch), ...args], {
      env: this.#env,
      timeout: LIMIT_MS,
      stdio: 'ignore',
    });
    return { code: writtenCode(answer), seconds: Math.round((performance.now() - started) / 100) / 10 };
  }

  /** Starts a program and leaves it running. @param {string} program */
  start(program) {
    spawn(first(WINE), [program], { env: this.#env, stdio: 'ignore' });
  }

  /** @param {string} key @returns {Promise<Record<string, string>>} its values; none if there is no such key */
  async registry(key) {
    const text = await this.#capture('reg', 'query', key, '/reg:64').catch(() => '');
    const values = [...text.matchAll(/^ {4}(\S+) +REG_\w+ +(.*?)\r?$/gm)];
    return Object.fromEntries(values.map(([, name = '', value = '']) => [name, value]));
  }

  async stop() {
    await capture(first(SERVER), ['-k'], { env: this.#env }).catch(() => '');
  }
}

/**
 * @param {string} file which the batch file makes before it writes into it
 * @returns {number} NaN if there is no code in it
 */
export function writtenCode(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return text === '' ? Number.NaN : Number(text);
}

/** @param {string} path of this computer @returns {string} wine shows its files as drive Z */
export const windowsPath = (path) => `Z:${path.replaceAll('/', '\\')}`;

/**
 * @param {() => boolean} condition
 * @param {string} what it waits for
 * @throws {Error} after a minute
 */
export async function until(condition, what) {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await pause(50);
  }
}
