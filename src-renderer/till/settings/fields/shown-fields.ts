import type { ScreenField, SettingGroup, SettingsInput } from '#contract';
import { SCREEN_GROUPS, screenFieldsIn, STANDINGS, text } from '#contract';
import { matching } from '../../choosing/choosable.ts';
import { labelOf } from './value-words.ts';

/** The settings of one group that are shown. */
export interface ShownGroup {
  readonly group: SettingGroup;
  readonly fields: readonly ScreenField[];
}

export const groupName = (group: ShownGroup['group']): string => text(`settings.group.${group}`);

/** Hides settings that only a printer needs if there is none, and settings of training outside training. */
const isOffered = (field: ScreenField, { environment, receipts, trainingPhone }: SettingsInput): boolean => {
  if (field === 'receipts.address' || field === 'receipts.mode') return receipts.printer !== 'none';
  if (field === 'trainingPhone') return environment === 'training';
  return field !== 'trainingNetwork' || (environment === 'training' && trainingPhone);
};

const wordsOf = (field: ScreenField, typed: SettingsInput): string => {
  const setting = STANDINGS[field];
  const hint = 'hint' in setting ? text(setting.hint) : '';
  return `${groupName(setting.group)} ${labelOf(field, typed)} ${hint}`;
};

/** The groups that match the search; all of them without a search. */
export const shownGroups = (typed: SettingsInput, searched: string): readonly ShownGroup[] =>
  SCREEN_GROUPS.flatMap((group) => {
    const offered = screenFieldsIn(group).filter((field) => isOffered(field, typed));
    const options = offered.map((field) => ({ value: field, label: wordsOf(field, typed) }));
    const found = new Set(matching(options, searched).map(({ value }) => value));
    const fields = offered.filter((field) => found.has(field));
    return fields.length > 0 ? [{ group, fields }] : [];
  });
