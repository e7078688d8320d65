import { afterEach, describe, expect, test } from 'vitest';
import type { LanguageName } from '#contract';
import { followLanguage, LANGUAGE_NAMES, readHelp } from '#contract';
import { PROBLEM_CODES } from '#contract/problem.ts';
import { problemNumber } from '#contract/problem-numbers.ts';
import { foundEntries, problemEntries } from '../../../../src-renderer/till/help/help-entries.ts';

afterEach(() => followLanguage(() => 'en'));

const found = async (sought: string, language: LanguageName = 'en') => {
  followLanguage(() => language);
  return foundEntries(sought, await readHelp(language)).map(({ name }) => name);
};

test.each(LANGUAGE_NAMES)('in %s every problem has a title and says what to do', async (language) => {
  followLanguage(() => language);
  const entries = problemEntries(await readHelp(language));
  expect(entries.length).toBe(PROBLEM_CODES.length);
  for (const entry of entries)
    expect(`${entry.title} ${entry.advice}`, entry.name).not.toMatch(/[{}]| 0 | {2}|^ | $/);
});

describe('the search', () => {
  test('finds a problem by its number, alone', async () => {
    for (const code of PROBLEM_CODES) expect(await found(String(problemNumber(code)))).toContain(code);
    expect(await found(String(problemNumber('no-internet')))).toEqual(['no-internet']);
    expect(await found('Problem 401')).toEqual(['no-internet']);
    expect(await found('问题401', 'zh-CN')).toEqual(['no-internet']);
  });

  test('finds what has all the words, whatever their case and order, headings first', async () => {
    expect((await found('PROXY password'))[0]).toBe('proxy-asks');
    expect(await found('password proxy')).toContain('proxy');
    expect((await found('refund'))[0]).toBe('refund');
  });

  test('finds a button by its name, and words without their accents', async () => {
    expect(await found('settle by hand')).toContain('settle');
    expect(await found('PAIEMENT etat', 'fr')).toContain('states');
    expect(await found('日结', 'zh-CN')).toContain('day');
  });

  test('finds what keyboards cannot write as the texts do: apostrophes, hyphens, full-width digits, a sharp s', async () => {
    expect(await found("the customer's display")).toContain('display-missing');
    expect(await found("l'ecran client", 'fr')).toContain('display-missing');
    expect(await found('SCHLIESSEN', 'de')).toContain('shift');
    expect(await found('９２２', 'zh-CN')).toEqual(['display-missing']);
  });

  test('finds nothing for what is not there', async () => {
    expect(await found('zebra')).toEqual([]);
  });
});
