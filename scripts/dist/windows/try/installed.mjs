// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @param {string} folder @returns {Map<string, string>} the digest of each file, at any depth */
function digests(folder) {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [
      relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

/**
 * What differs between an installed program and the packed one.
 * @param {string} installed folder
 * @param {string | undefined} packed folder; undefined if nothing may be installed
 * @param {readonly string[]} [added] files that the installer adds
 * @returns {string[]} a sentence for each file
 */
export function differences(installed, packed, added = []) {
  const [is, should] = [digests(installed), packed ? digests(packed) : new Map()];
  const own = [...is].filter(([file]) => !added.includes(file));
  return [
    ...added.filter((file) => !is.has(file)).map((file) => `${file} is missing`),
    ...[...should.keys()].filter((file) => !is.has(file)).map((file) => `${file} is missing`),
    ...own.filter(([file]) => !should.has(file)).map(([file]) => `${file} should not be there`),
    ...own
      .filter(([file, digest]) => (should.get(file) ?? digest) !== digest)
      .map(([file]) => `${file} is another one`),
  ];
}
