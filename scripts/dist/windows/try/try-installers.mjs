// @ts-check
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { say } from '../../../command/say.mjs';
import { withVirtualDisplay } from '../../../displays/displays.mjs';
import { verifyFile } from '../signing/sign.mjs';
import { Computer } from './computer.mjs';
import { msiSteps } from './msi-steps.mjs';
import { setupSteps } from './setup-steps.mjs';
import { Wine } from './wine.mjs';

/** @typedef {import('../make.mjs').Made} Made */
/** @typedef {{ step: string, exitCode: number, wanted: number, seconds: number, faults: string[] }} Line of the report */
/**
 * @typedef {object} Trial
 * @property {Made} current
 * @property {Made} newer
 * @property {string} authority of the signatures
 * @property {string} folder temporary
 * @property {string} records where the report and the logs go
 */

/**
 * @param {string} file
 * @param {string} copy where a copy with one byte changed goes
 */
function changeOneByte(file, copy) {
  copyFileSync(file, copy);
  const bytes = readFileSync(copy);
  const middle = bytes.length >> 1;
  bytes.writeUInt8((bytes[middle] ?? 0) ^ 1, middle);
  writeFileSync(copy, bytes);
}

/** @param {Trial} trial @returns {Line[]} one for each signed file, and one for its forgery */
function trySignatures({ current, authority, folder }) {
  const elevate = join(current.folder, 'resources', 'elevate.exe');
  return [current.executable, elevate, current.installer, current.msi].flatMap((file) => {
    const copy = join(folder, 'changed');
    changeOneByte(file, copy);
    return [
      { step: `signature: ${basename(file)} verified`, file, wanted: 0 },
      { step: `signature: ${basename(file)} with one byte changed refused`, file: copy, wanted: 1 },
    ].map(({ step, file: checked, wanted }) => {
      const { isGood, output } = verifyFile(checked, authority);
      const exitCode = isGood ? 0 : 1;
      return { step, exitCode, wanted, seconds: 0, faults: exitCode === wanted ? [] : [output] };
    });
  });
}

/** @param {import('./checks.mjs').Scene} scene @param {import('./checks.mjs').Step} step @returns {Promise<Line>} */
async function take(scene, { name, code, act, faults }) {
  const outcome = await act(scene);
  return {
    step: name,
    exitCode: outcome.code,
    wanted: code,
    seconds: outcome.seconds,
    faults: await faults(scene),
  };
}

/** @param {Line} line */
const isGood = ({ exitCode, wanted, faults }) => exitCode === wanted && faults.length === 0;

/** @param {Line} line */
const asText = (line) =>
  `${isGood(line) ? 'ok    ' : 'WRONG '} ${line.step} (exit code ${line.exitCode}${line.exitCode === line.wanted ? '' : `, not ${line.wanted}`})` +
  line.faults.map((fault) => `\n         ${fault}`).join('');

/** @param {Trial} trial @param {(line: Line) => void} report */
const tryOnWine = ({ current, newer, authority, folder, records }, report) =>
  withVirtualDisplay(async (display) => {
    const wine = new Wine(join(folder, 'wine'), display);
    try {
      const computer = new Computer(wine, await wine.appData());
      const log = (/** @type {string} */ name) => join(records, `${name}.log`);
      for (const step of [...setupSteps, ...msiSteps])
        report(await take({ computer, current, newer, authority, log }, step));
    } finally {
      await wine.stop();
    }
  });

/**
 * Verifies the signatures, and installs, upgrades, refuses and removes both packages under wine.
 * @param {Trial} trial
 * @returns {Promise<boolean>} whether every step passed
 */
export async function tryInstallers(trial) {
  /** @type {Line[]} */
  const lines = [];
  /** @param {Line} line */
  const report = (line) => {
    lines.push(line);
    say(asText(line));
    writeFileSync(join(trial.records, 'report.json'), `${JSON.stringify(lines, null, 2)}\n`);
  };
  for (const line of trySignatures(trial)) report(line);
  await tryOnWine(trial, report);
  return lines.every(isGood);
}
