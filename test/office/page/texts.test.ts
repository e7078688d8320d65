/**
 * Compares the texts of the owner's page in every language with each other and with the code that shows them.
 */
import { globSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { AUDITED } from '../../../src-office/people/audit.ts';

const rawOf = (language: string): string => readFileSync(`resources/office/locales/${language}.json`, 'utf8');
const read = (language: string) => JSON.parse(rawOf(language)) as Readonly<Record<string, string>>;

/** The names of a message's placeholders; throws if its grammar is wrong. */
const namesIn = (message: string, language: string): readonly string[] => {
  const parts = JSON.stringify(new IntlMessageFormat(message, language).getAst());
  const names = [...parts.matchAll(/"type":[1-6],"value":"(\w+)"/g)].map(([, name = '']) => name);
  return [...new Set(names)].toSorted();
};

describe.each(LANGUAGE_NAMES)('in %s', (language) => {
  const english = read('en');

  test('the texts are the English ones, in the same order, each once and none empty', () => {
    expect(Object.keys(read(language))).toEqual(Object.keys(english));
    expect([...rawOf(language).matchAll(/^ {2}"/gm)].length).toBe(Object.keys(english).length);
    for (const [key, words] of Object.entries(read(language))) expect(words, key).toMatch(/\S/);
  });

  test('every text can be parsed, and has the placeholders of the English one', () => {
    for (const [key, words] of Object.entries(read(language)))
      expect(namesIn(words, language), key).toEqual(namesIn(english[key] ?? '', 'en'));
  });

  test('no sentence is left in English', () => {
    const same = Object.entries(read(language)).filter(
      ([key, words]) => words === english[key] && words.split(' ').length > 3,
    );
    expect(language === 'en' ? [] : same).toEqual([]);
  });
});

test('everything that the audit log may say has words', () => {
  const english = read('en');
  expect(AUDITED.filter((what) => !(`audit.${what}` in english))).toEqual([]);
});

test('every text is shown somewhere', () => {
  const code = globSync('src-office/page/**/*.{ts,svelte}')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const patterns = (code.match(/`[\w.-]*\$\{[^`\n]*`/g) ?? [])
    .map((template) => template.slice(1, -1).split(/\$\{[^}]*\}/))
    .filter((fixed) => fixed[0]?.includes('.'))
    .map((fixed) => new RegExp(`^${fixed.map(escaped).join(String.raw`[\w-]+`)}$`));
  const unused = Object.keys(read('en')).filter(
    (key) => !code.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

test.each(LANGUAGE_NAMES)(
  'in %s the page sends people to what the till’s own button is called',
  (language) => {
    const till = JSON.parse(readFileSync(`resources/locales/${language}/till.json`, 'utf8')) as Readonly<
      Record<string, string>
    >;
    expect(read(language)['code.advice']).toContain(till['office.connect']);
  },
);
