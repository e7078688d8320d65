/**
 * Main writes decimals with a point; the field shows them with the language's own sign until the value is
 * edited.
 */
import { decimalSign } from '#contract';

const WITH_DECIMALS = ['ceiling', 'quickAmounts', 'displayInches'];

/** With the language's own decimal sign. */
export const inLanguage = (written: string): string => written.replaceAll(/(?<=\d)\.(?=\d)/g, decimalSign());

/** What a field shows for its value; `saved` is the value as main wrote it. */
export const shownDecimals = (field: string, typed: string, saved: string | undefined): string =>
  WITH_DECIMALS.includes(field) && typed === saved ? inLanguage(typed) : typed;

/** The value of a field with this text: the saved value again if it reads the same. */
export const typedDecimals = (field: string, shown: string, saved: string | undefined): string =>
  WITH_DECIMALS.includes(field) && saved !== undefined && shown === inLanguage(saved) ? saved : shown;
