import type { ScreenField, SettingsInput } from '#contract';
import { readAmountLines, SCREEN_GROUPS, screenFieldsIn, tidyCode } from '#contract';

type Value = string | number | boolean;

/** What is typed in each field, by the field's name. */
const valuesOf = ({ receipts, ...others }: SettingsInput): Readonly<Record<string, Value>> => ({
  ...others,
  ...Object.fromEntries(Object.entries(receipts).map(([name, value]) => [`receipts.${name}`, value])),
});

/** What is typed in a field. */
export const valueOf = (typed: SettingsInput, field: ScreenField): Value => valuesOf(typed)[field] ?? '';

const MONEY: readonly string[] = ['ceiling', 'quickAmounts'];

/** The amounts in a field, however they are written; null if it has anything else. */
const amountsIn = (typed: SettingsInput, name: string): string | null => {
  const read = readAmountLines(String(valuesOf(typed)[name]), tidyCode(typed.currency));
  return read.ok ? read.amounts.join() : null;
};

/** Whether a field has the same value in both: `5` and `5.00` are one amount. */
const isSameIn = (name: string, one: SettingsInput, other: SettingsInput): boolean => {
  if (valuesOf(one)[name] === valuesOf(other)[name]) return true;
  const amounts = MONEY.includes(name) ? amountsIn(one, name) : null;
  return amounts !== null && amounts === amountsIn(other, name);
};

/** Whether every field has the same value in both. */
export const isSame = (one: SettingsInput, other: SettingsInput): boolean =>
  Object.keys(valuesOf(one)).every((name) => isSameIn(name, one, other));

/** The fields whose values differ. */
export const differingFields = (one: SettingsInput, other: SettingsInput): readonly ScreenField[] =>
  SCREEN_GROUPS.flatMap(screenFieldsIn).filter((field) => !isSameIn(field, one, other));
