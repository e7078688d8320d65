/** Countries, currencies and time zones to choose from. */
import { language, text } from '#contract';
import type { Choosable } from './choosable.ts';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Region codes that are no country: groups of countries, parts of one, and test codes. */
const NO_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const byLabel = (one: Choosable, other: Choosable): number =>
  one.label.localeCompare(other.label, language());

const isCountry = (code: string): boolean =>
  // An obsolete code stands for its successor.
  !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code;

export const countries = (): readonly Choosable[] => {
  const names = new Intl.DisplayNames(language(), { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter(isCountry)
    .flatMap((value) => {
      const name = names.of(value);
      return name === undefined ? [] : [{ value, label: `${name} (${value})` }];
    })
    .toSorted(byLabel);
};

export const currencies = (): readonly Choosable[] => {
  const names = new Intl.DisplayNames(language(), { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
};

/** '' is this computer's, which main has named. */
export const timeZones = (ofComputer: string): readonly Choosable[] => [
  { value: '', label: text('set-up.time-zone.computer', { timeZone: ofComputer }) },
  ...Intl.supportedValuesOf('timeZone').map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  })),
];
