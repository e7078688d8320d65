import { afterEach, expect, test, vi } from 'vitest';
import { followLanguage } from '#contract';
import { matching } from '../../../../src-renderer/till/choosing/choosable.ts';
import { countries, currencies, timeZones } from '../../../../src-renderer/till/choosing/places.ts';

afterEach(() => followLanguage(() => 'en'));

const labels = (options: readonly { readonly label: string }[]): string[] =>
  options.map(({ label }) => label);

test('a country is found by the beginning of any word of its name, without accents, or by its code', () => {
  expect(labels(matching(countries(), 'germ'))).toEqual(['Germany (DE)']);
  expect(labels(matching(countries(), 'cote d'))).toEqual(['Côte d’Ivoire (CI)']);
  expect(labels(matching(countries(), 'china hong'))).toEqual(['Hong Kong SAR China (HK)']);
  expect(labels(matching(countries(), 'jp'))).toEqual(['Japan (JP)']);
  expect(matching(countries(), 'atlantis')).toEqual([]);
  expect(matching(countries(), ' ')).toEqual(countries());
});

test('a name is found as keyboards write it, with its signs or in full', () => {
  expect(labels(matching(countries(), "cote d'iv"))).toEqual(['Côte d’Ivoire (CI)']);
  expect(labels(matching(countries(), 'Guinea-Bissau'))).toEqual(['Guinea-Bissau (GW)']);
  expect(matching(timeZones('UTC'), 'Europe/Berlin').map(({ value }) => value)).toEqual(['Europe/Berlin']);
});

test('a Chinese name is found by any part of it: it has no blanks between its words', () => {
  followLanguage(() => 'zh-CN');
  expect(matching(countries(), '香港').map(({ value }) => value)).toEqual(['HK']);
  expect(matching(countries(), '香 港特别').map(({ value }) => value)).toEqual(['HK']);
});

test('there are the countries of today, each once, and neither unions nor former ones', () => {
  const codes = countries().map(({ value }) => value);
  expect(codes).toEqual(expect.arrayContaining(['CN', 'DE', 'GB', 'TW', 'US']));
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => ['DD', 'EU', 'SU', 'UN', 'YU', 'ZZ'].includes(code))).toEqual([]);
  expect(codes.length).toBeGreaterThan(240);
});

test('a zone is found by the name it has today and by its former one; UTC is one of them', () => {
  const found = (typed: string) => matching(timeZones('+08:00'), typed);
  const vietnam = [{ value: 'Asia/Saigon', label: 'Asia/Ho Chi Minh' }];
  expect(found('Asia/Ho_Chi_Minh')).toEqual(vietnam);
  expect(found('saigon')).toEqual(vietnam);
  expect(labels(found('kolkata'))).toEqual(['Asia/Kolkata']);
  expect(labels(found('kyiv'))).toEqual(['Europe/Kyiv']);
  expect(labels(found('utc'))).toEqual(['UTC']);
});

test('UTC is there once, also where the system lists it', () => {
  const listed = vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['Asia/Shanghai', 'UTC']);
  try {
    expect(timeZones('+08:00').map(({ value }) => value)).toEqual(['', 'UTC', 'Asia/Shanghai']);
  } finally {
    listed.mockRestore();
  }
});

test('a currency is found by its code or its name, and a zone by its city', () => {
  expect(labels(matching(currencies(), 'cny'))).toEqual(['CNY – Chinese Yuan']);
  expect(matching(currencies(), 'euro').map(({ value }) => value)).toContain('EUR');
  expect(matching(timeZones('UTC'), 'new york').map(({ value }) => value)).toEqual(['America/New_York']);
  expect(timeZones('+08:00')[0]).toEqual({ value: '', label: 'Same as this computer (+08:00)' });
});
