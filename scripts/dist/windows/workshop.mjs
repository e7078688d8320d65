// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { installed } from '../../command/project.mjs';
import { compileElevate, compileTillRuns, makeStandIn } from './compile.mjs';
import { drawSidePicture } from './installer/side-picture.mjs';
import { records } from './records.mjs';
import { signFile } from './signing/sign.mjs';
import { makeTestCertificate } from './signing/test-certificate.mjs';
import { layOutTools } from './tools.mjs';

/**
 * @typedef {object} Workshop what packing for Windows needs besides the build
 * @property {string} folder a temporary one
 * @property {string} tillRuns the .dll for the MSI
 * @property {string} electronHere an unpacked Electron for this system, which can list its own parts
 * @property {{ electronDist: string, authority: string } | undefined} trial the stand-in for Electron, and the
 *   authority of the test certificate; undefined for a release
 */

/**
 * Compiles our helpers, and points electron-builder to Debian's tools and, for a trial, to a test certificate.
 * @param {string} folder
 * @param {string | undefined} trialElectron this system's unpacked development runtime; undefined for a release
 * @returns {Promise<Workshop>}
 */
export async function openWorkshop(folder, trialElectron) {
  const trial = trialElectron ? await prepareTrial(folder) : undefined;
  // electron-builder.yml and installer.nsi expect these two there.
  const elevate = join(records, 'elevate.exe');
  writeFileSync(join(records, 'side.bmp'), drawSidePicture());
  const tillRuns = join(folder, 'till-runs.dll');
  await compileElevate(elevate);
  await compileTillRuns(tillRuns);
  for (const helper of [elevate, tillRuns]) signFile(helper);
  Object.assign(process.env, layOutTools(join(folder, 'tools'), elevate));
  const electronHere = trialElectron ?? installed('electron', 'dist');
  return { folder, tillRuns, electronHere, trial };
}

/** @param {string} folder */
async function prepareTrial(folder) {
  const electronDist = join(folder, 'stand-in');
  await makeStandIn(electronDist);
  const { authority, env } = await makeTestCertificate(folder);
  Object.assign(process.env, env);
  return { electronDist, authority };
}
