// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectRoot } from '../../command/project.mjs';
import { ensureSystemPackages } from '../../system-packages.mjs';
import { describeWeight, weigh } from '../sizes.mjs';
import { nextVersion } from '../versioned.mjs';
import { makePackages } from './make.mjs';
import { records } from './records.mjs';
import { tryInstallers } from './try/try-installers.mjs';
import { openWorkshop } from './workshop.mjs';

/** Where the packages go. */
const output = join(projectRoot, 'dist', 'windows');

/** @returns {string} */
const projectVersion = () => JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;

/** Changes the program for the trial's later version: removes one file and adds another. @param {string} folder */
function changeFiles(folder) {
  rmSync(join(folder, 'resources', 'brand', 'README.md'));
  writeFileSync(join(folder, 'resources', 'only-in-the-newer-version.txt'), '');
}

/**
 * @param {import('./workshop.mjs').Workshop} workshop
 * @param {import('./make.mjs').Made} current
 * @returns {Promise<boolean>} whether every step passed
 */
async function tryPackages(workshop, current) {
  const { folder, trial } = workshop;
  if (!trial) return true;
  const newer = await makePackages(workshop, {
    version: nextVersion(current.version),
    output: join(folder, 'newer'),
    change: changeFiles,
  });
  return tryInstallers({ current, newer, authority: trial.authority, folder, records });
}

/** @param {import('./make.mjs').Made} made @param {boolean} isTrial */
function report({ folder, installer, msi }, isTrial) {
  console.log(isTrial ? '\nMade with a stand-in for Electron, NOT FOR RELEASE:' : '\nMade, but not tried:');
  for (const file of [folder, installer, msi]) {
    console.log(`  ${relative(projectRoot, file)}  ${describeWeight(weigh(file))}`);
  }
  if (isTrial) console.log(`What each step of the trial did: ${relative(projectRoot, records)}`);
}

/**
 * Packs for Windows: for a release with the official Electron; otherwise with a stand-in for it and a test certificate,
 * and tests both installers under wine.
 * @param {string | undefined} trialElectron this system's unpacked development runtime; undefined for a release
 * @returns {Promise<number>} exit code, 0 if every step passed
 */
export async function windowsPackages(trialElectron) {
  const isTrial = trialElectron !== undefined;
  ensureSystemPackages(isTrial ? ['windows', 'virtual-display'] : ['windows']);
  const version = projectVersion();
  const folder = mkdtempSync(join(tmpdir(), 'countertop-windows-'));
  try {
    for (const old of [output, records]) rmSync(old, { recursive: true, force: true });
    mkdirSync(records, { recursive: true });
    const workshop = await openWorkshop(folder, trialElectron);
    const current = await makePackages(workshop, { version, output });
    const isGood = await tryPackages(workshop, current);
    report(current, isTrial);
    return isGood ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
