import type { FieldName, Problem, SettingsInput } from '#contract';
import {
  amountProblem,
  currencyProblem,
  isFieldValid,
  isPrinterAddressValid,
  parseAmount,
  tidyField,
} from '#contract';

/** What is typed as text on the settings screen. */
export type TypedField = FieldName | 'ceiling';

/** What is wrong with a field: a problem with words of its own, or just not what the field takes. */
export type FieldFault = 'invalid' | Problem;

const currencyFault = (typed: SettingsInput): FieldFault | null => {
  const currency = tidyField('currency', typed.currency);
  const code = currencyProblem(currency, typed.unusualCurrencyConfirmed ? [currency] : []);
  return code ? { code, details: { currency } } : null;
};

const ceilingFault = (typed: SettingsInput): FieldFault | null => {
  const amount = parseAmount(typed.ceiling, tidyField('currency', typed.currency));
  return amount === undefined || amountProblem(amount, Infinity) ? 'invalid' : null;
};

/** Whether the currency typed has no two decimals, so that it must be enabled on purpose. */
export const isUnusual = (currency: string): boolean =>
  currencyProblem(tidyField('currency', currency), []) === 'currency-unusual';

/** What is wrong with one field of the settings as typed, or null. Training asks for no credentials. */
export const faultOf = (field: TypedField, typed: SettingsInput, keySaved: boolean): FieldFault | null => {
  if (field === 'currency') return currencyFault(typed);
  if (field === 'ceiling') return ceilingFault(typed);
  if (field === 'siteId' || field === 'apiKey') {
    if (typed.environment === 'training') return null;
    if (field === 'apiKey' && typed.apiKey === '' && keySaved) return null;
  }
  return isFieldValid(field, tidyField(field, typed[field])) ? null : 'invalid';
};

/** Whether no printer of the chosen kind can be where it is said to be. */
export const isPrinterLost = ({ receipts }: SettingsInput): boolean =>
  !isPrinterAddressValid(receipts.printer, receipts.address.trim());
