// @ts-check
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { projectRoot } from '../command/project.mjs';
import { archiveTrial, trialConfig } from './trial.mjs';

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
 * Packs the build for this platform and processor: all targets of electron-builder.yml for a release, the folder and a
 * tar.gz of it for a trial.
 * @param {import('./trial.mjs').Trial | undefined} trial
 * @returns {Promise<Package>}
 * @throws {Error} if electron-builder fails, which has printed why
 */
export async function pack(trial) {
  /** @type {Omit<Package, 'archives'>[]} */
  const packed = [];
  const { afterPack: finishTrial, ...config } = trial ? trialConfig(trial) : {};
  const built = await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget(trial ? ['dir'] : null),
    publish: 'never',
    config: {
      ...config,
      afterPack: async (context) => {
        await finishTrial?.(context);
        packed.push(describePackage(context));
      },
    },
  });
  const [made] = packed;
  if (!made) throw new Error('electron-builder packed nothing.');
  return { ...made, archives: trial ? [await archiveTrial(made)] : built };
}

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
