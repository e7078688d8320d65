/** Decimals that main writes with a point are shown with the sign of the language, until something else is typed. */
import { decimalSign } from '#contract';

const WITH_DECIMALS = ['ceiling', 'quickAmounts', 'displayInches'];

const inLanguage = (written: string): string => written.replaceAll(/(?<=\d)\.(?=\d)/g, decimalSign());

/** What a field shows of what is typed into it; `saved` is as main wrote it. */
export const shownDecimals = (field: string, typed: string, saved: string | undefined): string =>
  WITH_DECIMALS.includes(field) && typed === saved ? inLanguage(typed) : typed;

/** What is typed in a field that shows this: what was saved, once it reads as that again. */
export const typedDecimals = (field: string, shown: string, saved: string | undefined): string =>
  WITH_DECIMALS.includes(field) && saved !== undefined && shown === inLanguage(saved) ? saved : shown;
