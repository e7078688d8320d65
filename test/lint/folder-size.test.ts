/** A folder with more than a dozen files has more than one subject. */
import { globSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { expect, test } from 'vitest';

const MAX_FILES = 12;

/** The folders that have more files of their own: 'src-main/domain: 13'. */
const crowded = (files: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > MAX_FILES).map(([folder, count]) => `${folder}: ${count}`);
};

test('no folder has more than a dozen files', () => {
  const files = globSync('{src-main,src-office,src-renderer,test,scripts,docs,resources}/**/*.*').map(
    (file) => file.replaceAll('\\', '/'),
  );
  expect(files.length).toBeGreaterThan(1000);
  expect(crowded(files)).toEqual([]);
});

test('the thirteenth file of a folder is counted, those in its subfolders are not', () => {
  const dozen = Array.from({ length: MAX_FILES }, (_, number) => `domain/${number}.ts`);
  expect(crowded([...dozen, 'domain/day/day.ts'])).toEqual([]);
  expect(crowded([...dozen, 'domain/last.ts'])).toEqual(['domain: 13']);
});
