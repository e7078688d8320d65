// @ts-check
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { until, windowsPath } from './wine.mjs';

/** @typedef {import('./wine.mjs').Wine} Wine */

const NAME = 'Countertop POS';
export const UNINSTALL_KEY =
  'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\shop.countertop.pos';

/** A shop's computer, as used by the steps. */
export class Computer {
  /** @param {Wine} wine @param {string} data the user's folder for programs' data */
  constructor(wine, data) {
    this.wine = wine;
    this.program = wine.path(`Program Files/${NAME}`);
    this.data = join(data, NAME);
    /** Where the installer keeps the next version, and the one before, while it exchanges them; `~old2` if `~old` is held. */
    this.beside = ['~new', '~old', '~old2'].map((name) => `${this.program}${name}`);
    this.shortcuts = [
      wine.path(`ProgramData/Microsoft/Windows/Start Menu/Programs/${NAME}.lnk`),
      wine.path(`users/Public/Desktop/${NAME}.lnk`),
    ];
  }

  /** wine puts an MSI's shortcuts into the user's own folders; Windows puts them into everybody's if ALLUSERS is 1. */
  get msiShortcuts() {
    const menu = join(this.data, '..', 'Microsoft', 'Windows', 'Start Menu', 'Programs');
    const desktop = join(this.data, '..', '..', '..', 'Desktop');
    return [menu, desktop].map((folder) => join(folder, `${NAME}.lnk`));
  }

  /** @returns {number} how often the till has been started on this computer */
  starts() {
    return this.#noted('started');
  }

  /** @param {'started' | 'ended'} what */
  #noted(what) {
    const file = join(this.data, `${what}.txt`);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
  }

  /** Waits until the till has been started once more than `before`. @param {number} before */
  started(before) {
    return until(() => this.starts() > before, 'the till to start');
  }

  /** @param {string} [program] a copy of it */
  async startTill(program = join(this.program, 'countertop.exe')) {
    const before = this.starts();
    this.wine.start(program);
    await this.started(before);
  }

  /** Ends every till that runs. */
  async stopTill() {
    const file = join(this.data, 'stop');
    writeFileSync(file, '');
    await until(() => this.#noted('ended') >= this.starts(), 'the till to end');
    rmSync(file);
  }

  /** @param {string} installer @param {string[]} switches */
  setup(installer, ...switches) {
    return this.wine.run(`start /wait "" "%~1" ${switches.join(' ')}`, windowsPath(installer));
  }

  /** Starts an update as the till does, without administrator rights. @param {string} installer */
  update(installer) {
    const kept = join(this.data, 'updates', 'newer', 'setup.exe');
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(installer, kept);
    const elevate = `"C:\\Program Files\\${NAME}\\resources\\elevate.exe"`;
    return this.wine.run(`start /wait "" ${elevate} "%~1" --updated /S --force-run`, windowsPath(kept));
  }

  /** @param {'/i' | '/x'} what @param {string} msi @param {string} log */
  msiexec(what, msi, log) {
    return this.wine.run(
      `start /wait msiexec ${what} "%~1" /qn /l*v "%~2"`,
      windowsPath(msi),
      windowsPath(log),
    );
  }

  /** Removes the program as Windows' list of programs does: without waiting for the result. */
  async uninstall() {
    const outcome = await this.wine.run(`start /wait "" "C:\\Program Files\\${NAME}\\uninstall.exe" /S`);
    await until(() => !existsSync(this.program), 'the program to be removed');
    return outcome;
  }

  /** Removes it and waits for the result, for which the uninstaller must run from outside the folder it removes. */
  uninstallAndWait() {
    copyFileSync(join(this.program, 'uninstall.exe'), this.wine.path('uninstall.exe'));
    return this.wine.run(`start /wait "" C:\\uninstall.exe /S _?=C:\\Program Files\\${NAME}`);
  }
}
