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

/** '' is this computer's, which main has named. */
export const timeZoneWords = (name: string, ofComputer: string): string =>
  name === '' ? text('set-up.time-zone.computer', { timeZone: ofComputer }) : name.replaceAll('_', ' ');

export const timeZones = (ofComputer: string): readonly Choosable[] =>
  ['', ...Intl.supportedValuesOf('timeZone')].map((value) => ({
    value,
    label: timeZoneWords(value, ofComputer),
  }));
