/** docs/dependencies.md says of each dependency what package.json and package-lock.json say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Readonly<Record<string, string>>
>;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const pinned = Object.entries({ ...own.dependencies, ...own.devDependencies });
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Name, version, day of release and licence of each row. */
const ROW = /^\| `(\S+)`\s*\| (\S+)\s*\| (\d{4}-\d\d-\d\d)\s*\| (\S+)\s*\|/gm;
const rows = [...readFileSync('docs/dependencies.md', 'utf8').matchAll(ROW)].map(
  ([, name, version, , license]) => ({ name, version, license }),
);

/** Licences that allow us to distribute a program like ours; CC-BY is for data, OFL for fonts. */
const FREE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'MIT-0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'OFL-1.1',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
];
const alternativesIn = (license: string): readonly string[] => license.replaceAll(/[()]/g, '').split(' OR ');

test('every dependency is pinned to one version', () => {
  expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('every dependency has its row, with its version and licence, and every row its dependency', () => {
  const expected = pinned.map(([name, version]) => ({
    name,
    version,
    license: packages[`node_modules/${name}`]?.license,
  }));
  const byName = (one: { name?: string | undefined }, other: { name?: string | undefined }): number =>
    String(one.name).localeCompare(String(other.name));
  expect(rows.toSorted(byName)).toEqual(expected.toSorted(byName));
});

test('everything that is installed is of a licence that lets us', () => {
  const isFree = (license = 'none'): boolean => alternativesIn(license).some((one) => FREE.includes(one));
  expect(locked.filter(([, { license }]) => !isFree(license)).map(([path]) => path)).toEqual([]);
});

test('everything that is installed is of one content', () => {
  expect(
    locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([]);
});
