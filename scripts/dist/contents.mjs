// @ts-check
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import asar from '@electron/asar';

const allowed = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/[^/]+\.cjs$/,
  /^out\/renderer\/[^/]+\.html$/,
  /^out\/renderer\/assets\/[^/]+\.(js|css|woff2|svg|png)$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js)$/,
  /^node_modules\/better-sqlite3\/(prebuilds|build\/Release)\/[^/]+\.node$/,
];

/** Files without which the program does not work. */
const needed = [
  'package.json',
  'LICENSE',
  'out/main/main.cjs',
  'out/main/serve-till.cjs',
  'out/main/all-texts.cjs',
  'out/main/connector.cjs',
  'out/main/escpos.cjs',
  'out/main/preload.cjs',
  'out/main/worker.cjs',
];

/** What must be beside the archive, so that anybody can read what is in the program, and under which licenses. */
const neededBeside = [
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'THIRD-PARTY-LICENSES.txt',
  'sbom.cdx.json',
];

/** The till's languages, by Chromium's names; it has two kinds of Spanish. */
const locales = /^locales\/(en-US|zh-CN|zh-TW|de|fr|es|es-419)\.pak$/;

/**
 * @param {string} archive an app.asar
 * @returns {string[]} its files, including those unpacked beside it
 */
export function packedFiles(archive) {
  const paths = asar
    .listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').slice(1));
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
}

/** @param {string} folder @returns {string[]} the paths of its files, with `/` */
export const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));

/**
 * Checks what was packed: a wrong pattern in electron-builder.yml could pack the whole checkout, and nothing else would
 * notice.
 * @param {readonly string[]} files paths in the archive
 * @returns {string[]} a sentence for each unwanted or missing file
 */
export const contentFaults = (files) => [
  ...files.filter((file) => !allowed.some((one) => one.test(file))).map((file) => `${file} is not wanted`),
  ...needed.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
];

/**
 * @param {readonly string[]} files paths in the program's folder
 * @returns {string[]} a sentence for each unwanted language or missing text
 */
export const folderFaults = (files) => [
  ...neededBeside
    .filter((name) => !files.some((file) => basename(file) === name))
    .map((name) => `${name} is missing`),
  ...files
    .filter((file) => /^locales\//.test(file) && !locales.test(file))
    .map((file) => `${file} is not wanted`),
];

/**
 * @param {readonly string[]} sources what main.cjs was made of, as its source map says
 * @returns {string[]} a sentence for each file of training; those belong in a separate file, which live tills do not
 * load
 */
export const liveFaults = (sources) =>
  sources
    .filter((file) => /src-main\/(simulator|services\/training)\/|node_modules\/(@hono|hono)\//.test(file))
    .map((file) => `${file} is loaded by live tills`);
