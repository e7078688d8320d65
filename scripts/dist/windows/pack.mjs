// @ts-check
import { dirname } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { projectRoot } from '../../command/project.mjs';
import { addBillOfMaterials } from '../bundled/add-sbom.mjs';
import { describePackage } from '../pack.mjs';
import { withVersion } from '../versioned.mjs';

/** @typedef {import('../pack.mjs').Package} Package */
/**
 * @typedef {object} Job
 * @property {string} output folder
 * @property {string} version
 * @property {string | undefined} electronDist the stand-in; electron-builder fetches Electron itself for a release
 * @property {string} electronHere an unpacked Electron for this system, which can list its own parts
 * @property {(folder: string) => void} [change] changes the program's folder before it is signed
 */

/**
 * Packs the build for 64-bit Windows: the program's folder and the installer.
 * @param {Job} job
 * @returns {Promise<Package>}
 * @throws {Error} if electron-builder fails, which has printed why
 */
export async function packWindows({ output, version, electronDist, electronHere, change }) {
  /** @type {Omit<Package, 'archives'>[]} */
  const packed = [];
  const archives = await build({
    projectDir: projectRoot,
    targets: Platform.WINDOWS.createTarget(['nsis'], Arch.x64),
    publish: 'never',
    config: {
      ...withVersion(electronDist ? standInConfig(electronDist) : {}, { version, output }),
      afterPack: async (context) => {
        const made = describePackage(context);
        change?.(made.folder);
        await addBillOfMaterials(dirname(made.asar), version, electronHere);
        packed.push(made);
      },
    },
  });
  const [made] = packed;
  if (!made) throw new Error('electron-builder packed nothing.');
  return { ...made, archives };
}

/** These packages must not be mistaken for a release. @param {string} electronDist */
const standInConfig = (electronDist) => ({
  electronDist,
  extraMetadata: { trial: true },
  artifactName: 'countertop-${version}-stand-in-${os}-${arch}.${ext}',
});
