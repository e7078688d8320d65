// @ts-check
/**
 * @typedef {object} License of a package
 * @property {string} name
 * @property {string} version
 * @property {string} [identifier] as SPDX writes it
 * @property {string} [text]
 */

const HEAD = `Countertop POS is under the MIT license; see the file LICENSE.
It contains the packages below, each under its own license, and SQLite, which is in the public domain.
The licenses of Electron and Chromium come with Electron: LICENSE.electron.txt and LICENSES.chromium.html.
`;

const LINE = '='.repeat(80);

/**
 * @param {readonly License[]} licenses in any order; a package may be there several times
 * @returns {string} the list of all packages, and then the license of each
 * @throws {Error} where a package says nothing of its license
 */
export const licenseText = (licenses) => {
  const byName = new Map(licenses.map((license) => [`${license.name} ${license.version}`, license]));
  const all = [...byName].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const bare = all.find(([, { identifier, text }]) => !identifier && !text);
  if (bare) throw new Error(`${bare[0]} says nothing of its license`);
  const list = all.map(([name, { identifier }]) => `  ${name} (${identifier ?? 'see below'})`);
  const texts = all.map(([name, { identifier, text }]) =>
    [LINE, name, LINE, text?.trim() ?? `License: ${identifier}`].join('\n'),
  );
  return `${HEAD}\n${list.join('\n')}\n\n${texts.join('\n\n')}\n`;
};
