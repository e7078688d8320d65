// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, projectRoot } from '../../command/project.mjs';
import { bundledList } from './add-sbom.mjs';
import { licenseText } from './license-text.mjs';

/** @typedef {import('./license-text.mjs').License} License */

/** The programs, and each build's list of the packages in it; see vite.config.ts. */
const LISTS = {
  till: 'renderer/till.licenses.json',
  customer: 'renderer/customer.licenses.json',
  slip: 'renderer/slip.licenses.json',
  main: 'main/main.licenses.json',
  preload: 'main/preload.licenses.json',
  worker: 'main/worker.licenses.json',
};

/**
 * Packages that no build lists: the database driver, which is loaded beside the program; the headers compiled into it;
 * the font.
 */
const BESIDE = ['better-sqlite3', 'node-addon-api', '@fontsource-variable/inter'];

/** @param {string} name @returns {License} */
const besides = (name) => {
  const { version, license } = JSON.parse(readFileSync(installed(name, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'LICENSE.md'].map((one) => installed(name, one)).find((one) => existsSync(one));
  return { name, version, identifier: license, ...(file && { text: readFileSync(file, 'utf8') }) };
};

/** @param {string} file */
const listAt = (file) => join(projectRoot, 'out', file);

/** @returns {{ program: string, license: License }[]} */
const listed = () =>
  Object.entries(LISTS).flatMap(([program, file]) => {
    /** @type {License[]} */
    const licenses = JSON.parse(readFileSync(listAt(file), 'utf8'));
    return licenses.map((license) => ({ program, license }));
  });

/** @param {ReturnType<typeof listed>} all @returns {import('./sbom.mjs').Bundled[]} each package once, by name */
function onceEach(all) {
  /** @type {Map<string, import('./sbom.mjs').Bundled>} */
  const packages = new Map();
  for (const { program, license } of all) {
    const { name, version, identifier } = license;
    const programs = packages.get(`${name}@${version}`)?.programs ?? [];
    const found = { name, version, ...(identifier && { identifier }), programs: [...programs, program] };
    packages.set(`${name}@${version}`, found);
  }
  return [...packages].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
}

/** Once all programs are built: lists what is built in, and writes its licenses to one readable file. */
export function listLicenses() {
  const all = [...listed(), ...BESIDE.map((name) => ({ program: 'beside', license: besides(name) }))];
  writeFileSync(listAt('THIRD-PARTY-LICENSES.txt'), licenseText(all.map(({ license }) => license)));
  writeFileSync(bundledList, JSON.stringify(onceEach(all)));
  for (const file of Object.values(LISTS)) rmSync(listAt(file));
}
