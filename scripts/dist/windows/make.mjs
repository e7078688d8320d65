// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import asar from '@electron/asar';
import { billFaults } from '../bundled/add-sbom.mjs';
import { contentFaults, filesBelow, folderFaults, packedFiles } from '../contents.mjs';
import { fuseFaults, readFuses } from '../fuses.mjs';
import { makeMsi } from './msi/msi.mjs';
import { packWindows } from './pack.mjs';

/** @typedef {{ version: string, folder: string, executable: string, installer: string, msi: string }} Made */

/**
 * @param {import('../pack.mjs').Package} made
 * @returns {Promise<string[]>} what is wrong with the packed program
 */
async function faultsOf({ asar: archive, folder, executable, config }) {
  const header = createHash('sha256').update(asar.getRawHeader(archive).headerString).digest('hex');
  const isSealed = readFileSync(executable).includes(header);
  return [
    ...contentFaults(packedFiles(archive)),
    ...folderFaults(filesBelow(folder)),
    ...billFaults(dirname(archive)),
    ...fuseFaults(await readFuses(executable), { ...config.electronFuses }),
    ...(isSealed ? [] : ['the program does not know the digest of app.asar']),
  ];
}

/**
 * Makes both packages of one version, and checks the program in them.
 * @param {import('./workshop.mjs').Workshop} workshop
 * @param {{ version: string, output: string, change?: (folder: string) => void }} job as for `packWindows`
 * @returns {Promise<Made>}
 */
export async function makePackages({ tillRuns, electronHere, trial }, job) {
  const packed = await packWindows({ ...job, electronHere, electronDist: trial?.electronDist });
  const { version, folder, executable, archives } = packed;
  const faults = await faultsOf(packed);
  if (faults.length > 0) throw new Error(`the package for Windows is wrong:\n  ${faults.join('\n  ')}`);
  const installer = archives.find((file) => file.endsWith('.exe'));
  if (!installer) throw new Error('electron-builder made no installer.');
  return { version, folder, executable, installer, msi: await makeMsi(packed, installer, tillRuns) };
}
