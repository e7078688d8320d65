/** A window must not load zod: whatever #contract gives it at run time comes from files without schemas. */
import { expect, test } from 'vitest';
import { importsAtRunTime } from './imports.ts';

const ENTRY = 'src-main/contract/index.ts';

/** The path from the contract to each file or package that a window loads, by its name. */
const loaded = (): ReadonlyMap<string, readonly string[]> => {
  const paths = new Map<string, readonly string[]>([[ENTRY, [ENTRY]]]);
  for (const [file, path] of paths) {
    if (!file.endsWith('.ts')) continue;
    for (const target of importsAtRunTime(file)) {
      if (!paths.has(target)) paths.set(target, [...path, target]);
    }
  }
  return paths;
};

test('no window loads zod through #contract', () => {
  const paths = loaded();
  expect(paths.has('src-main/domain/journal/records/record-types.ts')).toBe(true);
  expect(paths.get('zod')).toBeUndefined();
});
