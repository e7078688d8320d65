// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNINSTALL_KEY } from './computer.mjs';
import { differences } from './installed.mjs';

/** @typedef {import('../make.mjs').Made} Made */
/** @typedef {import('./computer.mjs').Computer} Computer */
/**
 * @typedef {object} Scene
 * @property {Computer} computer
 * @property {Made} current
 * @property {Made} newer
 * @property {string} authority of the signatures
 * @property {(name: string) => string} log where a step's log goes
 */
/**
 * @typedef {object} Step
 * @property {string} name as in the report
 * @property {number} code the exit code that it should end with
 * @property {(scene: Scene) => Promise<import('./wine.mjs').Outcome>} act
 * @property {(scene: Scene) => string[] | Promise<string[]>} faults what is wrong afterwards
 */

/** @param {Scene} scene @param {Made} made */
export const asInstalled = ({ computer }, made) => [
  ...differences(computer.program, made.folder, ['uninstall.exe']),
  ...wrongly(false, computer.beside),
];

/** @param {Scene} scene @param {Made} made */
export const asInstalledByMsi = ({ computer }, made) => differences(computer.program, made.folder);

/** @param {boolean} isThere @param {readonly string[]} files @returns {string[]} */
export const wrongly = (isThere, files) =>
  files
    .filter((file) => existsSync(file) !== isThere)
    .map((file) => `${file}: ${isThere ? 'missing' : 'still there'}`);

/** The till's entry in Windows' list of programs. @param {Scene} scene @param {Made} made */
export async function listed({ computer }, { version }) {
  const entry = await computer.wine.registry(UNINSTALL_KEY);
  const size = Number(entry['EstimatedSize']);
  return [
    ...(entry['DisplayVersion'] === version
      ? []
      : [`the list of programs has version ${entry['DisplayVersion']}`]),
    ...(entry['Publisher'] ? [] : ['the list of programs has no publisher']),
    ...(size > 0 ? [] : ['the list of programs has no size']),
  ];
}

/**
 * Checks that the program is gone, with everything it wrote outside its folder, but the data is not. @param {Scene}
 * scene
 */
export async function gone({ computer }) {
  const keys = [UNINSTALL_KEY, 'HKLM\\Software\\Countertop POS'];
  const entries = await Promise.all(keys.map((key) => computer.wine.registry(key)));
  return [
    ...differences(computer.program, undefined),
    ...wrongly(false, [
      ...[computer.program, ...computer.beside],
      ...[...computer.shortcuts, ...computer.msiShortcuts],
    ]),
    ...wrongly(true, [join(computer.data, 'started.txt')]),
    ...entries.flatMap((entry) => Object.keys(entry)).map((name) => `the registry still has ${name}`),
  ];
}

/**
 * Windows Installer has one exit code for every refusal; the log says which it was. (wine logs what it found, Windows
 * also our sentence.)
 * @param {string} log
 * @param {string} reason
 */
export const because = (log, reason) =>
  readFileSync(log, 'utf8').includes(reason) ? [] : [`the log does not say: ${reason}`];
