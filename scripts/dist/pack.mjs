// @ts-check
import { dirname, join } from 'node:path';
import process from 'node:process';
import { build, Platform } from 'electron-builder';
import { installed, projectRoot } from '../command/project.mjs';
import { addBillOfMaterials } from './bundled/add-sbom.mjs';
import { writeChangelog } from './deb/changelog.mjs';
import { archiveTrial, trialConfig } from './trial.mjs';
import { withVersion } from './versioned.mjs';

/** @typedef {import('electron-builder').AfterPackContext} AfterPackContext */
/**
 * @typedef {object} Package
 * @property {string} version of the app
 * @property {string} folder the program as it is installed
 * @property {string} executable
 * @property {string} asar
 * @property {readonly string[]} archives the files to distribute
 * @property {import('electron-builder').Configuration} config electron-builder.yml, with what a trial adds
 */

/**
 * Packs the build for this platform and processor: all targets of electron-builder.yml for a release; the folder, a
 * tar.gz of it and, on Linux, the deb for a trial.
 * @param {import('./trial.mjs').Trial | undefined} trial
 * @param {import('./versioned.mjs').Numbered} [numbered] a version other than package.json's; then without the tar.gz
 * @returns {Promise<Package>}
 * @throws {Error} if electron-builder fails, which has printed why
 */
export async function pack(trial, numbered) {
  /** @type {Omit<Package, 'archives'>[]} */
  const packed = [];
  const electronDist = trial?.electronDist ?? installed('electron', 'dist');
  const { afterPack: finishTrial, ...config } = trial ? trialConfig(trial) : {};
  process.env['CUSTOM_FPM_PATH'] = join(projectRoot, 'scripts', 'dist', 'deb', 'fpm.mjs');
  writeChangelog(numbered?.version);
  const built = await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget(trial ? trialTargets : null),
    publish: 'never',
    config: {
      ...ownFolder,
      ...(numbered ? withVersion(config, numbered) : config),
      afterPack: async (context) => {
        await finishTrial?.(context);
        const made = describePackage(context);
        await addBillOfMaterials(dirname(made.asar), made.version, electronDist);
        packed.push(made);
      },
    },
  });
  const [made] = packed;
  if (!made) throw new Error('electron-builder packed nothing.');
  return { ...made, archives: trial && !numbered ? [await archiveTrial(made), ...built] : built };
}

/**
 * The deb goes to /opt/countertop: Chromium starts its sandbox helper by path and cuts the path at a space. People see
 * the name in the .desktop file, and the program uses the one in package.json.
 */
const ownFolder = process.platform === 'linux' ? { productName: 'countertop' } : {};

const trialTargets = process.platform === 'linux' ? ['dir', 'deb'] : ['dir'];

/** @param {AfterPackContext} context what electron-builder has just packed */
export function describePackage({ appOutDir, packager, electronPlatformName }) {
  const name = packager.appInfo.productFilename;
  /** @type {Record<string, string>} */
  const executables = { win32: `${name}.exe`, darwin: `${name}.app/Contents/MacOS/${name}` };
  return {
    version: packager.appInfo.version,
    folder: appOutDir,
    executable: join(appOutDir, executables[electronPlatformName] ?? name),
    asar: join(packager.getResourcesDir(appOutDir), 'app.asar'),
    config: packager.config,
  };
}
