import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const renderer = fileURLToPath(new URL('../../src-renderer/', import.meta.url));

const stylesOf = (window: string): string =>
  globSync(`${renderer}${window}/**/*.svelte`)
    .map((file) => readFileSync(file, 'utf8').split('<style>')[1] ?? '')
    .join('\n');

/** The names in the quoted rows of every grid template. */
const definedIn = (styles: string): ReadonlySet<string> =>
  new Set(
    Array.from(styles.matchAll(/grid-template(?:-areas)?:[^;]+/g), ([template]) => template)
      .flatMap((template) => Array.from(template.matchAll(/'([^']+)'/g), ([, row = '']) => row))
      .flatMap((row) => row.split(/\s+/)),
  );

test.each(['till', 'customer'])('every grid area that the %s window uses is defined', (window) => {
  const styles = stylesOf(window);
  const used = Array.from(styles.matchAll(/grid-area: ([a-z][\w-]*)/g), ([, name = '']) => name);
  const defined = definedIn(styles);
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});
