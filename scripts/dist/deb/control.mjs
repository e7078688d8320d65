// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * @param {Pick<import('./order.mjs').Order, 'fields'>} order
 * @param {number} kilobytes the package takes when it is installed
 * @returns {string} DEBIAN/control
 */
export function controlFile({ fields }, kilobytes) {
  const { Description, ...others } = fields;
  const all = { ...others, 'Installed-Size': String(kilobytes), Description: Description ?? '' };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

/**
 * The digests that `dpkg --verify` compares the installed files with.
 * @param {string} root
 * @returns {Promise<string>} DEBIAN/md5sums
 */
export async function digestsFile(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let lines = '';
  for (const path of paths.toSorted()) lines += `${await md5(path)}  ${relative(root, path)}\n`;
  return lines;
}

/** @param {string} file */
async function md5(file) {
  const hash = createHash('md5');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
