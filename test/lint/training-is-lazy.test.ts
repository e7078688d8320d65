/** A till that takes real money loads nothing of the simulator, nor of training: `main.ts`, and `serve-till.ts` which it always loads, reach them by `import()` only. */
import { expect, test } from 'vitest';
import { importsAtRunTime, importsAtTheStart } from './imports.ts';

/** What the till loads, by the imports that are followed. */
const loaded = (importsOf: (file: string) => readonly string[]): ReadonlySet<string> => {
  const files = new Set(['src-main/main.ts', 'src-main/serve-till.ts']);
  for (const file of files) {
    if (file.endsWith('.ts')) for (const target of importsOf(file)) files.add(target);
  }
  return files;
};

const ofTraining = (files: ReadonlySet<string>): readonly string[] =>
  [...files].filter((file) => /^src-main\/(?:simulator|services\/training)\/|hono/.test(file));

test('a till that takes real money loads nothing of training', () => {
  const atTheStart = loaded(importsAtTheStart);
  expect(atTheStart.has('src-main/station/open-gateway.ts')).toBe(true);
  expect(ofTraining(atTheStart)).toEqual([]);
});

test('a till in training loads all of it', () => {
  const everything = ofTraining(loaded(importsAtRunTime));
  for (const file of [
    'src-main/simulator/simulator.ts',
    'src-main/services/training/phone-access.ts',
    'hono',
  ]) {
    expect(everything).toContain(file);
  }
});
