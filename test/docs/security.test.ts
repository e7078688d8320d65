/**
 * docs/security.md names a test for each point of Electron's checklist, and the named test fails without the
 * guard.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GUARDS } from '../../scripts/guards/all.mjs';
import { CHECKLIST } from '../../scripts/guards/checklist.mjs';

const POINT = /^\| (\d+)\. [^|]*\|[^|]*\| `([^`]+)`\s*\|$/gm;
const tests = new Map(
  [...readFileSync('docs/security.md', 'utf8').matchAll(POINT)].map(([, point, file]) => [
    Number(point),
    file,
  ]),
);

/** The points that a guard belongs to: 'points 11 and 12: no webview'. */
const pointsOf = (name: string): readonly number[] =>
  /^points? [\d and]+:/.test(name) ? [...name.split(':')[0]!.matchAll(/\d+/g)].map(Number) : [];

test('each of the twenty points has its test', () => {
  expect([...tests.keys()]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('each guard of a point is held by the test that the page names', () => {
  const guarded = CHECKLIST.flatMap(({ name, test: file }) => pointsOf(name).map((point) => [point, file]));
  expect(guarded.length).toBeGreaterThan(20);
  expect(guarded.filter(([point, file]) => tests.get(Number(point)) !== file)).toEqual([]);
});

test('each guard is where `npm run guards` undoes it, and so is the test that has to notice', () => {
  const lost = GUARDS.filter(
    ({ file, find, test: noticing }) =>
      !existsSync(noticing) || readFileSync(file, 'utf8').split(find).length !== 2,
  );
  expect(GUARDS.length).toBeGreaterThan(100);
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test.each([
  ['hands an address to the system to open', 'openExternal'],
  ['asks for dumps of crashed processes, which would hold every secret', 'crashReporter'],
])('nothing of ours %s', (_what, name) => {
  const sources = globSync('{src-main,src-renderer}/**/*.{ts,svelte}');
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((file) => readFileSync(file, 'utf8').includes(name))).toEqual([]);
});
