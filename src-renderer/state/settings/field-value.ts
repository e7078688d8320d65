import type { ScreenField, SettingsInput } from '#contract';
import { SCREEN_GROUPS, screenFieldsIn } from '#contract';

type Value = string | number | boolean;

/** What is typed in each field, by the field's name. */
const valuesOf = ({ receipts, ...others }: SettingsInput): Readonly<Record<string, Value>> => ({
  ...others,
  ...Object.fromEntries(Object.entries(receipts).map(([name, value]) => [`receipts.${name}`, value])),
});

/** What is typed in a field. */
export const valueOf = (typed: SettingsInput, field: ScreenField): Value => valuesOf(typed)[field] ?? '';

/** Whether every field has the same value in both. */
export const isSame = (one: SettingsInput, other: SettingsInput): boolean => {
  const values = valuesOf(other);
  return Object.entries(valuesOf(one)).every(([name, value]) => values[name] === value);
};

/** The fields whose values differ. */
export const differingFields = (one: SettingsInput, other: SettingsInput): readonly ScreenField[] => {
  const [values, others] = [valuesOf(one), valuesOf(other)];
  return SCREEN_GROUPS.flatMap(screenFieldsIn).filter((field) => values[field] !== others[field]);
};
