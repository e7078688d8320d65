/** Words that the glossary replaces, or that nobody says, in what people read. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const READ = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'src-office/README.md'],
  ...globSync('docs/**/*.md').filter((file) => !file.endsWith('glossary.md')),
  ...globSync('resources/{locales/en/*,office/locales/en}.json'),
];

const AVOIDED =
  /\b(?:put(?:s|ting)? (?:it |them )?(?:back|away|aside)|sets? aside|try out|retell|h[au]ng(?:s|ing)? up|at rest|in vain|of none of|mend(?:s|ed|ing)?)\b/gi;

test.each(READ)('%s says it in the words of the glossary', (file) => {
  const text = readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ');
  expect(text.match(AVOIDED) ?? []).toEqual([]);
});
