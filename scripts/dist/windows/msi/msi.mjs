// @ts-check
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { projectRoot } from '../../../command/project.mjs';
import { capture } from '../../../command/run.mjs';
import { iconFile } from '../icon.mjs';
import { msiSource } from './msi-source.mjs';
import { signFile } from '../signing/sign.mjs';

/** @param {string} folder @returns {string[]} its files, at any depth, in order */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();

/**
 * Makes the MSI of a packed program, and signs it.
 * @param {import('../../pack.mjs').Package} made
 * @param {string} installer its .exe, beside which the MSI goes
 * @param {string} tillRuns the compiled .dll
 * @returns {Promise<string>} the .msi
 */
export async function makeMsi({ folder, version, config }, installer, tillRuns) {
  const msi = installer.replace(/\.exe$/, '.msi');
  // wixl resolves file names only relative to the folder of its source.
  const from = dirname(msi);
  const source = join(from, 'countertop.wxs');
  const paths = {
    folder: relative(from, folder),
    icon: relative(from, iconFile),
    tillRuns: relative(from, tillRuns),
  };
  const names = {
    name: config.productName ?? '',
    publisher: publisher(),
    uninstallKey: config.nsis?.guid ?? '',
  };
  writeFileSync(source, msiSource({ ...names, ...paths, version, files: filesOf(folder) }));
  await capture('wixl', ['--arch', 'x64', '--output', msi, source], { cwd: from });
  rmSync(source);
  signFile(msi);
  return msi;
}

/** @returns {string} the same name as in the installer */
const publisher = () => JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).author;
