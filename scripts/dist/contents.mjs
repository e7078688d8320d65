// @ts-check
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
  'out/main/preload.cjs',
  'out/main/export-worker.cjs',
];

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

/**
 * A wrong pattern in electron-builder.yml may pack the whole checkout, and nothing else would notice.
 * @param {readonly string[]} files paths in the archive
 * @returns {string[]} a sentence for each unwanted or missing file
 */
export const contentFaults = (files) => [
  ...files.filter((file) => !allowed.some((one) => one.test(file))).map((file) => `${file} is not wanted`),
  ...needed.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
];
