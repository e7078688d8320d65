/**
 * Whether a package depends on everything it loads: what happens to be installed here may be missing in a
 * shop.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { output } from './machine.ts';

/** Programs and libraries: what the system's loader reads. */
const loadable = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /^(?:countertop|chrome[\w-]*|lib.*\.so(?:\.\d+)*|.*\.node)$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name));

/** The libraries that a file is linked with, other than those beside it: `libnss3.so => /lib/…/libnss3.so (0x…)`. */
const librariesOf = (file: string, folder: string): readonly string[] =>
  [...output('ldd', file).matchAll(/^\s*(\S+) => (.+?)(?: \(0x|$)/gm)]
    .map(([, name = '', path = '']) => (path === 'not found' ? name : path))
    .filter((path) => !path.startsWith(folder));

/** Debian may know a library by its path from before or after /lib became /usr/lib. */
const ownerOf = (path: string): string | undefined => {
  const real = realpathSync(path);
  for (const one of [path, real, real.replace(/^\/usr/, '')]) {
    const { status, stdout } = spawnSync('dpkg-query', ['--search', one], { encoding: 'utf8' });
    if (status === 0) return stdout.split(':', 1)[0];
  }
  return undefined;
};

/** Everything that is installed along with a package, without what is only recommended. */
const closureOf = (name: string): ReadonlySet<string> => {
  const only = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
    (one) => `--no-${one}`,
  );
  const lines = output('apt-cache', 'depends', '--recurse', '--installed', ...only, name).split('\n');
  return new Set(lines.filter((line) => /^\S/.test(line)).map((line) => line.split(':', 1)[0] ?? ''));
};

/** @returns the libraries that no dependency brings: `libnss3.so, of libnss3` */
export const unbroughtLibraries = (name: string, folder: string): readonly string[] => {
  const brought = closureOf(name);
  const libraries = new Set(loadable(folder).flatMap((file) => librariesOf(file, folder)));
  if (libraries.size < 20)
    throw new Error(`only ${libraries.size} libraries in ${folder}: they were not read`);
  return [...libraries]
    .map((path) => ({ path, owner: path.startsWith('/') ? ownerOf(path) : undefined }))
    .filter(({ owner }) => owner === undefined || !brought.has(owner))
    .map(({ path, owner }) => `${basename(path)}, of ${owner ?? 'no package'}`);
};
