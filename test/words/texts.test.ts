/** The texts of every language, against each other and against the code that shows them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';

type Texts = Readonly<Record<string, string>>;

const FILES = ['till', 'customer', 'receipt'] as const;

const read = (language: string, file: string): Texts =>
  JSON.parse(readFileSync(join('resources', 'locales', language, `${file}.json`), 'utf8')) as Texts;

/** The names of the placeholders of a message, those in its plural forms too; throws where its grammar is wrong. */
const namesIn = (message: string, language: string): readonly string[] => {
  const parts = JSON.stringify(new IntlMessageFormat(message, language).getAst());
  // Types 1 to 6 are arguments, by the names of which they are filled; 0 is plain words.
  const names = [...parts.matchAll(/"type":[1-6],"value":"(\w+)"/g)].map(([, name = '']) => name);
  return [...new Set(names)].toSorted();
};

/** Placeholders that count. The numbers of shifts, Zs and problems are names, and stay as they are. */
const COUNTS = [
  ...['cancelled', 'count', 'different', 'done', 'expired', 'found', 'here', 'matched', 'most', 'of'],
  ...['payments', 'received', 'refunds', 'rows', 'there', 'total'],
];

/** The names of the placeholders that are filled with what they are given, in plural forms too. */
const plainNamesIn = (message: string, language: string): readonly string[] =>
  [
    ...JSON.stringify(new IntlMessageFormat(message, language).getAst()).matchAll(
      /"type":1,"value":"(\w+)"/g,
    ),
  ].map(([, name = '']) => name);

describe.each(LANGUAGE_NAMES)('in %s', (language) => {
  test.each(FILES)('the texts of the %s are those of English, in their order', (file) => {
    expect(Object.keys(read(language, file))).toEqual(Object.keys(read('en', file)));
    for (const [key, words] of Object.entries(read(language, file))) expect(words, key).toMatch(/\S|^$/);
  });

  test.each(FILES)('no text of the %s is written twice, which would lose one of them', (file) => {
    const lines = readFileSync(join('resources', 'locales', language, `${file}.json`), 'utf8').split('\n');
    const keys = lines.flatMap((line) => /^\s*"([^"]+)":/.exec(line)?.[1] ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('every text of the till can be read, and names what the English one names', () => {
    const english = read('en', 'till');
    for (const [key, words] of Object.entries(read(language, 'till')))
      expect(namesIn(words, language), key).toEqual(namesIn(english[key] ?? '', 'en'));
  });

  test('what a text counts is written as numbers are, with their separators', () => {
    const plain = Object.entries(read(language, 'till')).flatMap(([key, words]) =>
      plainNamesIn(words, language).flatMap((name) => (COUNTS.includes(name) ? [`${key} ${name}`] : [])),
    );
    expect(plain).toEqual([]);
  });

  test('no text of the till is empty where the English one is not', () => {
    const english = read('en', 'till');
    const empty = Object.entries(read(language, 'till')).filter(
      ([key, words]) => words.trim() === '' && english[key] !== '',
    );
    expect(empty).toEqual([]);
  });
});

/** What one line of these files holds of a pattern, with a little around it. */
const foundIn = (files: string, pattern: RegExp): readonly string[] =>
  globSync(`resources/${files}.json`).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([words]) => `${file}: ${words}`),
  );

test('no French line can end before its punctuation mark: a narrow no-break space stands between', () => {
  expect(foundIn('{locales/fr/*,office/locales/fr}', /.{0,12}[^\s"{,] [:;!?»](?=[\s"}])|« .{0,12}/g)).toEqual(
    [],
  );
});

test('no Chinese text has the marks of Latin letters between its own characters', () => {
  const marks =
    /.{0,6}\p{Script=Han} ?[,;:!?()].{0,6}|.{0,6}[,;:!?()] ?\p{Script=Han}.{0,6}|.{0,6}\p{Script=Han}\.(?!\w)/gu;
  expect(foundIn('{locales/zh-*/*,office/locales/zh-*}', marks)).toEqual([]);
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const CODE = globSync('{src-main,src-renderer,scripts}/**/*.{ts,mjs,svelte}')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Every word of the code that may stand in a key: names of fields, and what stands in quotes. */
const WORDS = new Set(CODE.match(/[\w-]+/g));

/** The keys that the code names whole. */
const KEYS = new Set(CODE.match(/(?<=['"])[\w-]+(?:\.[\w-]+)*(?=['"])/g));

/** The keys that it puts together, such as `problem.${code}.title`. */
const PATTERNS = (CODE.match(/`[^`\n]*\$\{[^`\n]*`/g) ?? [])
  .map((template) => template.slice(1, -1).split(/\$\{[^}]*\}/))
  .filter((fixed) => fixed.some((part) => part.includes('.')))
  .map((fixed) => new RegExp(`^${fixed.map(escaped).join(String.raw`([\w.-]+)`)}$`));

const isPutTogether = (key: string): boolean =>
  PATTERNS.some((pattern) =>
    pattern
      .exec(key)
      ?.slice(1)
      .every((filled) => filled.split('.').every((word) => WORDS.has(word))),
  );

test('no text of the till is unused: each is requested somewhere', () => {
  const unused = Object.keys(read('en', 'till')).filter((key) => !KEYS.has(key) && !isPutTogether(key));
  expect(unused).toEqual([]);
});
