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
 * @throws {Error} if a package does not name its license, or names one whose text is unknown here
 */
export const licenseText = (licenses) => {
  const byName = new Map(licenses.map((license) => [`${license.name} ${license.version}`, license]));
  const all = [...byName].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const bare = all.find(([, { identifier, text }]) => !identifier && !text);
  if (bare) throw new Error(`${bare[0]} says nothing of its license`);
  const list = all.map(([name, { identifier }]) => `  ${name} (${identifier ?? 'see below'})`);
  const texts = all.map(([name, license]) => [LINE, name, LINE, textOf(license)].join('\n'));
  return `${HEAD}\n${list.join('\n')}\n\n${texts.join('\n\n')}\n`;
};

/** @param {License} license */
function textOf({ name, identifier, text }) {
  if (text) return text.trim();
  if (identifier === 'MIT') return `Copyright (c) the authors of ${name}, who name nobody\n\n${MIT}`;
  throw new Error(`${name} comes without the text of its license (${identifier})`);
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
