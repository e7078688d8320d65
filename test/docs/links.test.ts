/** Every link between the documents leads to a file, and to a heading where it names one. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'src-office/*.md', 'resources/**/*.md'].flatMap((pattern) =>
  globSync(pattern),
);

/** Links within the project; addresses on the web are left out. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** The anchor that a renderer of Markdown gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (document: string): readonly string[] =>
  [...readFileSync(document, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const leads = (from: string, target: string): boolean => {
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? from : join(dirname(from), path);
  return existsSync(to) && (anchor === undefined || anchorsOf(to).includes(anchor));
};

test.each(DOCUMENTS)('every link of %s leads somewhere', (document) => {
  const links = linksIn(readFileSync(document, 'utf8'));
  expect(links.filter((link) => !leads(document, link))).toEqual([]);
});

test('no document is left out of the index', () => {
  const index = linksIn(readFileSync('docs/README.md', 'utf8')).map((link) => join('docs', link));
  expect(
    globSync('docs/**/*.md').filter((file) => file !== 'docs/README.md' && !index.includes(file)),
  ).toEqual([]);
});
