/** A window must not load zod: whatever #contract gives it at run time comes from files without schemas. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ENTRY = 'src-main/contract/index.ts';

/** Specifiers of the imports that are left when types are erased. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)].map(
    ([, specifier = '']) => specifier,
  );

const resolve = (specifier: string, from: string): string =>
  specifier.startsWith('#') ? join('src-main', specifier.slice(1)) : join(dirname(from), specifier);

/** The path from the contract to each file or package that a window loads, by its name. */
const loaded = (): ReadonlyMap<string, readonly string[]> => {
  const paths = new Map<string, readonly string[]>([[ENTRY, [ENTRY]]]);
  for (const [file, path] of paths) {
    if (!file.endsWith('.ts')) continue;
    for (const specifier of importsOf(file)) {
      const target = /^[#.]/.test(specifier) ? resolve(specifier, file) : specifier;
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
