import type { Problem, ScreenField, SettingsInput } from '#contract';
import { currencyProblem, fieldFault, tidyCode } from '#contract';

/**
 * What is wrong with a field: a problem with its own words, or simply a value that the field does not take.
 */
export type FieldFault = 'invalid' | Problem;

/** The currency as it would be saved. */
export const currencyIn = ({ currency }: SettingsInput): string => tidyCode(currency);

/** Whether the typed currency does not have two decimals, so that it must be enabled explicitly. */
export const isUnusual = (typed: SettingsInput): boolean =>
  currencyProblem(currencyIn(typed), []) === 'currency-unusual';

/** Enabling one currency enables no other. */
export const chooseCurrency = (typed: SettingsInput, currency: string): void => {
  if (currency !== typed.currency) typed.unusualCurrencyConfirmed = false;
  typed.currency = currency;
};

/** What is wrong with one field as typed, or null. `saved`: what the till uses, if that is known. */
export const faultOf = (
  field: ScreenField,
  typed: SettingsInput,
  keySaved: boolean,
  saved?: SettingsInput | null,
): FieldFault | null => {
  const fault = fieldFault(field, typed, keySaved, saved ?? undefined);
  if (fault === null || fault === 'invalid') return fault;
  return { code: fault, details: { currency: currencyIn(typed) } };
};
