/** Countries, currencies and time zones to choose from. */
import { language, perLanguage, text } from '#contract';
import type { Choosable } from './choosable.ts';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Region codes that are no country: groups of countries, parts of one, and test codes. */
const NO_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const byLabel = (one: Choosable, other: Choosable): number =>
  one.label.localeCompare(other.label, language());

const isCountry = (code: string): boolean =>
  // An obsolete code stands for its successor.
  !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code;

const countryNames = perLanguage((name) => new Intl.DisplayNames(name, { type: 'region', fallback: 'none' }));

/** 'Germany (DE)'; the code alone if it names no country. */
export const countryWords = (code: string): string => {
  const name = /^[A-Z]{2}$/.test(code) ? countryNames().of(code) : undefined;
  return name === undefined ? code : `${name} (${code})`;
};

export const countries = (): readonly Choosable[] =>
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((value) => isCountry(value) && countryWords(value) !== value)
    .map((value) => ({ value, label: countryWords(value) }))
    .toSorted(byLabel);

export const currencies = (): readonly Choosable[] => {
  const names = new Intl.DisplayNames(language(), { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
};

/** What zones are called today that this system still lists by a former name. */
const TODAYS_ZONES: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Godthab', 'America/Nuuk'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** '' is this computer's, which main has named. */
export const timeZoneWords = (name: string, ofComputer: string): string =>
  name === ''
    ? text('set-up.time-zone.computer', { timeZone: ofComputer })
    : (TODAYS_ZONES.get(name) ?? name).replaceAll('_', ' ');

/** Some systems list UTC, others leave it out. */
export const timeZones = (ofComputer: string): readonly Choosable[] =>
  [...new Set(['', 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: timeZoneWords(value, ofComputer),
  }));
