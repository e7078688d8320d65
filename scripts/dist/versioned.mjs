// @ts-check
import { join } from 'node:path';
import { projectRoot } from '../command/project.mjs';

/**
 * @typedef {object} Numbered a package with its own version; an upgrade needs two
 * @property {string} version in place of package.json's, which stays as it is
 * @property {string} output the folder it is made in
 */

/** @param {string} version @returns {Numbered} outside the folder that `npm run dist` writes to */
export const numbered = (version) => ({ version, output: join(projectRoot, 'dist', 'try', version) });

/**
 * @template {{ extraMetadata?: object }} Config
 * @param {Config} config an electron-builder configuration that extends electron-builder.yml
 * @param {Numbered} numbered
 */
export const withVersion = (config, { version, output }) => ({
  ...config,
  extraMetadata: { ...config.extraMetadata, version },
  directories: { output },
});

/**
 * The version that a shop would get next.
 * @param {string} version `0.1.0`
 * @returns {string} `0.1.1`
 */
export function nextVersion(version) {
  const [, before, last] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? [];
  if (before === undefined) throw new Error(`${version} is no version like 1.2.3.`);
  return `${before}${Number(last) + 1}`;
}
