// @ts-check
import { rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { capture } from '../command/run.mjs';

/** @typedef {import('electron-builder').AfterPackContext} AfterPackContext */
/**
 * @typedef {object} Trial a package that only shows whether packing works; never to be distributed
 * @property {string} electronDist the unpacked Electron
 * @property {string} electronVersion
 * @property {string} sqlite folder with the better_sqlite3.node that this Electron can load
 */

/** @param {string} version @param {string} rest */
const trialName = (version, rest) => `countertop-${version}-development-runtime-${rest}`;

/**
 * A release needs the official Electron.
 * @param {import('../runtime/platform.mjs').Runtime} runtime
 * @param {NodeJS.ProcessEnv} env COUNTERTOP_ELECTRON=official forbids a trial
 * @returns {Trial | undefined} undefined for a release
 * @throws {Error} if nothing may be packed with this Electron
 */
export function trialFor({ kind, dist, version }, env) {
  switch (kind) {
    case 'official':
      return undefined;
    case 'development':
      if (env['COUNTERTOP_ELECTRON'] === 'official') {
        throw new Error(
          'COUNTERTOP_ELECTRON=official: a release is not packed with the development runtime.',
        );
      }
      return { electronDist: dist, electronVersion: version, sqlite: dirname(dist) };
    case 'override':
      throw new Error('ELECTRON_OVERRIDE_DIST_PATH names an unknown Electron: unset it to make packages.');
  }
  return /** @satisfies {never} */ (kind);
}

/**
 * The electron-builder configuration that differs for a trial.
 * @param {Trial} trial
 */
export const trialConfig = ({ electronDist, electronVersion, sqlite }) => ({
  electronDist,
  electronVersion,
  // Tells the program that tests may control it, which they may not in a release. Inside the archive, because a file
  // beside it could be added to a release.
  extraMetadata: { trial: true },
  artifactName: trialName('${version}', '${os}-${arch}.${ext}'),
  deb: { compression: 'gz' },
  // The first place where better-sqlite3 looks. It searches the archive's file list, so copying the file beside the
  // archive afterwards would not be enough.
  files: [{ from: sqlite, to: 'node_modules/better-sqlite3/build/Release', filter: ['better_sqlite3.node'] }],
  /** @param {AfterPackContext} context */
  afterPack: async ({ appOutDir }) => {
    // electron-builder removes these two only from an Electron that it unpacked itself.
    await rm(join(appOutDir, 'resources', 'default_app.asar'));
    await rm(join(appOutDir, 'version'));
    await writeFile(join(appOutDir, 'NOT-FOR-RELEASE.txt'), warning(electronVersion));
  },
});

/** @param {string} electronVersion */
const warning = (electronVersion) => `This is not a release of Countertop POS.

It was packed with the development runtime (Electron ${electronVersion} from the npm registry), which gets no security
fixes and was published by a third party, to see that packing works. Do not install it on a till and do not hand it
on. A release is made by "COUNTERTOP_ELECTRON=official npm run dist".
`;

/**
 * Makes a tar.gz of the folder. electron-builder would download its own 7-Zip for this, from a host that may be
 * unreachable.
 * @param {{ folder: string, version: string }} made the packed folder and the app's version
 * @returns {Promise<string>} the archive, beside the folder
 */
export async function archiveTrial({ folder, version }) {
  const name = trialName(version, `linux-${process.arch}`);
  const archive = join(dirname(folder), `${name}.tar.gz`);
  await capture('tar', [
    ...['--create', '--gzip', '--file', archive, '--directory', dirname(folder)],
    ...['--owner=0', '--group=0', `--transform=s,^${basename(folder)},${name},`, basename(folder)],
  ]);
  return archive;
}
