// @ts-check
import { join } from 'node:path';
import process from 'node:process';
import { compileElevate, compileTillRuns, makeStandIn } from './compile.mjs';
import { records } from './records.mjs';
import { signFile } from './signing/sign.mjs';
import { makeTestCertificate } from './signing/test-certificate.mjs';
import { layOutTools } from './tools.mjs';

/**
 * @typedef {object} Workshop what packing for Windows needs beside the build
 * @property {string} folder a temporary one
 * @property {string} tillRuns the .dll for the MSI
 * @property {{ electronDist: string, authority: string } | undefined} trial the stand-in for Electron, and whom the
 *   test certificate is verified against; undefined for a release
 */

/**
 * Compiles our helpers, and leads electron-builder to Debian's tools and, for a trial, to a test certificate.
 * @param {string} folder
 * @param {boolean} isTrial
 * @returns {Promise<Workshop>}
 */
export async function openWorkshop(folder, isTrial) {
  const trial = isTrial ? await prepareTrial(folder) : undefined;
  // electron-builder.yml names it there.
  const elevate = join(records, 'elevate.exe');
  const tillRuns = join(folder, 'till-runs.dll');
  await compileElevate(elevate);
  await compileTillRuns(tillRuns);
  for (const helper of [elevate, tillRuns]) signFile(helper);
  Object.assign(process.env, layOutTools(join(folder, 'tools'), elevate));
  return { folder, tillRuns, trial };
}

/** @param {string} folder */
async function prepareTrial(folder) {
  const electronDist = join(folder, 'stand-in');
  await makeStandIn(electronDist);
  const { authority, env } = await makeTestCertificate(folder);
  Object.assign(process.env, env);
  return { electronDist, authority };
}
