// @ts-check
// The last step of npm run build: removes what earlier builds have left. Not before a build, so that a till that is
// running from this checkout finds its files while it lasts; afterwards it has to be started again to open a screen
// that it has not opened yet. Nothing is kept for it: what is in these folders is what is packaged.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes every file of a build's folder that no build has noted; see `noteFiles`. What programs of former versions have
 * noted does not count, and is removed with their files.
 * @param {string} out the folder of all builds
 * @param {readonly string[]} programs the name of each build
 * @returns {string[]} what was removed, by its path in `out`
 * @throws {Error} if two builds have written the same file with different contents: one of them is broken
 */
export function removeStale(out, programs) {
  const lists = join(out, 'files');
  /** @type {{ list: string, folder: string, files: Record<string, string> }[]} */
  const all = readdirSync(lists).map((list) => ({
    list,
    ...JSON.parse(readFileSync(join(lists, list), 'utf8')),
  }));
  const former = all.filter(({ list }) => !programs.some((program) => list === `${program}.json`));
  const removed = [...new Set(all.map(({ folder }) => folder))].flatMap((folder) => {
    const kept = filesOf(all.filter((build) => build.folder === folder && !former.includes(build)));
    const stale = filesBelow(join(out, folder)).filter((file) => !kept.has(file.replace(/\.map$/, '')));
    for (const file of stale) rmSync(join(out, folder, file));
    return stale.map((file) => `${folder}/${file}`);
  });
  for (const { list } of former) rmSync(join(lists, list));
  return removed;
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
