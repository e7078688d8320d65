// @ts-check
import { createHash } from 'node:crypto';

/**
 * @typedef {object} Bundled an npm package that is in a build
 * @property {string} name
 * @property {string} version
 * @property {string} [identifier] its license, as SPDX writes it
 * @property {readonly string[]} programs which builds it is in
 */
/** @typedef {{ name: string, sha256: string }} PackedFile */
/**
 * @typedef {object} Contents of one package
 * @property {string} version of the till
 * @property {readonly Bundled[]} bundled
 * @property {{ electron: string, chrome: string, node: string, sqlite: string }} versions
 * @property {readonly PackedFile[]} files
 */

/** @param {string} name @param {string} version @returns {string} a package URL */
const npmUrl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** @param {string} [identifier] */
const licensed = (identifier) => {
  if (!identifier) return {};
  const isExpression = / (AND|OR|WITH) /.test(identifier);
  return { licenses: [isExpression ? { expression: identifier } : { license: { id: identifier } }] };
};

/** @param {string} type @param {string} name @param {string} version @param {string} license */
const brought = (type, name, version, license) => {
  const purl = `pkg:generic/${name}@${version}`;
  return { type, 'bom-ref': purl, name, version, ...licensed(license), purl };
};

/** @param {Bundled} bundled */
const library = ({ name, version, identifier, programs }) => {
  const purl = npmUrl(name, version);
  const [scope, own] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const properties = programs.map((value) => ({ name: 'countertop:program', value }));
  const named = { ...(scope ? { group: scope } : {}), name: own, version };
  return { type: 'library', 'bom-ref': purl, ...named, ...licensed(identifier), purl, properties };
};

/** @param {PackedFile} file */
const packedFile = ({ name, sha256 }) => ({
  type: 'file',
  'bom-ref': `file:${name}`,
  name,
  hashes: [{ alg: 'SHA-256', content: sha256 }],
});

/** The same contents give the same number. @param {unknown} contents */
function serialNumber(contents) {
  const hex = createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `urn:uuid:${groups.join('-')}-${hex.slice(20, 32)}`;
}

/**
 * The software bill of materials of one package, as CycloneDX 1.6.
 * @param {Contents} contents
 */
export function billOfMaterials({ version, bundled, versions, files }) {
  const electron = brought('framework', 'electron', versions.electron, 'MIT');
  const chromium = brought('framework', 'chromium', versions.chrome, 'BSD-3-Clause');
  const node = brought('framework', 'node', versions.node, 'MIT');
  const sqlite = brought('library', 'sqlite', versions.sqlite, 'blessing');
  const libraries = bundled.map(library);
  const components = [electron, chromium, node, sqlite, ...libraries, ...files.map(packedFile)];
  const till = { ...brought('application', 'countertop', version, 'MIT'), description: 'Countertop POS' };
  const driver = libraries.find(({ name }) => name === 'better-sqlite3')?.purl;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber({ till, components }),
    version: 1,
    metadata: { component: till },
    components,
    dependencies: [
      { ref: till['bom-ref'], dependsOn: [electron.purl, ...libraries.map(({ purl }) => purl)] },
      { ref: electron.purl, dependsOn: [chromium.purl, node.purl] },
      ...(driver ? [{ ref: driver, dependsOn: [sqlite.purl] }] : []),
    ],
  };
}
