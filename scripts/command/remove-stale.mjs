// @ts-check
// The last step of npm run build: removes what earlier builds have left. Only then, and not before a build, so that a
// till that is running from this checkout finds its files all the while.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes every file of a build's folder that no build has noted; see `noted` in vite.config.ts.
 * @param {string} out the folder of all builds
 * @returns {string[]} what was removed, by its path in `out`
 * @throws {Error} if two builds have written the same file with different contents: one of them is broken
 */
export function removeStale(out) {
  const lists = join(out, 'files');
  /** @type {{ folder: string, files: Record<string, string> }[]} */
  const builds = readdirSync(lists).map((name) => JSON.parse(readFileSync(join(lists, name), 'utf8')));
  return [...new Set(builds.map(({ folder }) => folder))].flatMap((folder) => {
    const kept = filesOf(builds.filter((build) => build.folder === folder));
    const stale = filesBelow(join(out, folder)).filter((file) => !kept.has(file.replace(/\.map$/, '')));
    for (const file of stale) rmSync(join(out, folder, file));
    return stale.map((file) => `${folder}/${file}`);
  });
}

/** @param {{ files: Record<string, string> }[]} builds of one folder */
function filesOf(builds) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const [file, digest] of builds.flatMap(({ files }) => Object.entries(files))) {
    if ((known.get(file) ?? digest) !== digest) throw new Error(`two builds have written ${file}`);
    known.set(file, digest);
  }
  return known;
}

/** @param {string} folder @returns {string[]} paths with `/` */
const filesBelow = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .replaceAll('\\', '/'),
        )
    : [];
