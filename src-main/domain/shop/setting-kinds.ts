/** The kinds of settings that there are. */
import type { FormSetting, Reading, Setting, SettingFault, TextSetting } from './setting.ts';

const MOST_TYPED = 600;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTypedText = (value: unknown): value is string => isText(value) && value.length <= MOST_TYPED;
const isYesOrNo = (value: unknown): value is boolean => typeof value === 'boolean';

const isPositiveInteger = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

export const kept = <Value>(value: Value): Reading<Value> => ({ fault: null, value });
export const wrong = (fault: SettingFault): Reading<never> => ({ fault });

/** Outer blanks off, of each line, without empty lines. */
export const tidyText = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

export const tidyCode = (text: string): string => tidyText(text).toUpperCase();

/** Texts, such as codes, that have no field of their own on the settings screen. */
export const offScreenTexts = (initial: readonly string[]): Setting<readonly string[]> => ({
  initial,
  isStorable: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
});

export const offScreenText = (initial: string): Setting<string> => ({ initial, isStorable: isText });
export const offScreenYesOrNo = (initial: boolean): Setting<boolean> => ({ initial, isStorable: isYesOrNo });

type TextRules = Partial<Pick<TextSetting<string>, 'isStorable' | 'tidy' | 'read'>> & {
  readonly skippedInTraining?: boolean;
};

/** A text kept as tidied. Unless `isStorable` says more, the settings file may hold any: it was checked when typed. */
export const text = (
  initial: string,
  accepts: (text: string) => boolean,
  { tidy = tidyText, skippedInTraining = false, ...rules }: TextRules = {},
): TextSetting<string> => ({
  initial,
  accepts,
  tidy,
  isStorable: isText,
  isTyped: isTypedText,
  read: (typed, { environment }) => {
    const isSkipped = skippedInTraining && environment === 'training';
    return isSkipped || accepts(tidy(typed)) ? kept(tidy(typed)) : wrong('invalid');
  },
  show: (value) => value,
  ...rules,
});

/** A text that a settings file may hold only as it would be accepted on the screen. */
export const strictText = (initial: string, accepts: (text: string) => boolean): TextSetting<string> =>
  text(initial, accepts, { isStorable: (value): value is string => isText(value) && accepts(value) });

/** A whole number above zero. */
export const count = (initial: number, accepts: (text: string) => boolean): TextSetting<number> => ({
  initial,
  accepts,
  tidy: tidyText,
  isStorable: isPositiveInteger,
  isTyped: isTypedText,
  read: (typed) => (accepts(tidyText(typed)) ? kept(Number(tidyText(typed))) : wrong('invalid')),
  show: String,
});

/** A positive number typed in a way of its own. */
export const numberAs = (
  initial: number,
  { read, show }: Pick<FormSetting<number, string>, 'read' | 'show'>,
): FormSetting<number, string> => ({
  initial,
  isStorable: isPositiveInteger,
  isTyped: isTypedText,
  read,
  show,
});

/** One of a few. */
export const choice = <const Choice extends string | number>(
  choices: readonly Choice[],
  initial: NoInfer<Choice>,
): FormSetting<Choice, Choice> => {
  const isOne = (value: unknown): value is Choice => choices.some((one) => one === value);
  return { initial, isStorable: isOne, isTyped: isOne, read: kept, show: (value) => value };
};

export const yesOrNo = (initial: boolean): FormSetting<boolean, boolean> => ({
  initial,
  isStorable: isYesOrNo,
  isTyped: isYesOrNo,
  read: kept,
  show: (value) => value,
});
