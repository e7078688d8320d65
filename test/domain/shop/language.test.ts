import { describe, expect, test } from 'vitest';
import { chosenLanguage } from '#domain/shop/appearance.ts';
import { LANGUAGE_NAMES, languageNow, languageOf, NATIVE_NAMES } from '#domain/shop/language.ts';

describe('the language of a computer', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr-CA'], 'fr'],
    [['es-419'], 'es'],
    [['zh-CN'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['zh-TW'], 'zh-TW'],
    [['zh-Hant-HK'], 'zh-TW'],
    [['zh-MO'], 'zh-TW'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['pt-BR', 'es-ES', 'en-US'], 'es'],
    [['en-GB', 'de'], 'en'],
    [['pt-BR'], 'en'],
    [['C', ''], 'en'],
    [[], 'en'],
  ] as const)('%j is %s: the first that the till speaks', (tags, language) => {
    expect(languageOf(tags)).toBe(language);
  });

  test('is the till’s until somebody chooses another', () => {
    expect(chosenLanguage({ language: 'system' }, 'fr')).toBe('fr');
    expect(chosenLanguage({ language: 'zh-TW' }, 'fr')).toBe('zh-TW');
  });
});

test('journals of version 0.1 name Chinese without a region', () => {
  expect(languageNow('zh')).toBe('zh-CN');
  expect(LANGUAGE_NAMES.map(languageNow)).toEqual(LANGUAGE_NAMES);
});

test('every language is offered under its own name, and no two share one', () => {
  const names = LANGUAGE_NAMES.map((language) => NATIVE_NAMES[language]);
  expect(new Set(names).size).toBe(6);
});
