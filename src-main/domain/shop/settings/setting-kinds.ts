/** The kinds of settings and their rules. */
import { toHalfWidth } from '#domain/typed-amount/half-width.ts';
import { isShopId, tidyShopId } from '#domain/free-text/shop-id.ts';
import { isSeenLine, tidyShownLine } from '#domain/free-text/shown-line.ts';
import type { FormContext, FormSetting, Reading, Setting, SettingFault, TextSetting } from './setting.ts';

/** Far more than any field takes, so that what is too long is refused by its field, which says so. */
const MAX_TYPED_LENGTH = 4000;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTypedText = (value: unknown): value is string => isText(value) && value.length <= MAX_TYPED_LENGTH;
const isYesOrNo = (value: unknown): value is boolean => typeof value === 'boolean';

const isPositiveInteger = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

export const valid = <Value>(value: Value): Reading<Value> => ({ fault: null, value });
export const faulty = (fault: SettingFault): Reading<never> => ({ fault });

/** Each line without outer blanks; no empty lines. */
export const tidyText = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

/** Control characters and unpaired surrogates, which no paper shows and no database stores; line breaks are kept. */
const UNPRINTABLE = /(?:(?!\n)[\p{Cc}\p{Cs}])+/gu;

/** One line, with a blank for each run of characters that cannot be shown. */
const tidyLine = (text: string): string => tidyText(text.replaceAll(UNPRINTABLE, ' '));

export const tidyCode = (text: string): string => tidyText(text).toUpperCase();

/**
 * For what has only ASCII characters: as a Chinese input method types them, or with what cannot be seen of a web page that
 * they were copied from.
 */
export const tidyAscii = (text: string): string => tidyText(toHalfWidth(text));

const LINE = /^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u;

/**
 * Not blank, and all of it can be shown on one line. The vendor's patterns count UTF-16 units, so a longer name is refused
 * at every sale.
 */
const isNameOf =
  (max: number) =>
  (typed: string): boolean =>
    typed.length <= max && LINE.test(typed);

/**
 * A setting without a field of its own on the settings screen: it follows from another field, or is set on another
 * screen.
 */
export const offScreenTexts = (initial: readonly string[]): Setting<readonly string[]> => ({
  initial,
  isStorable: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
});

const MAX_PATH_LENGTH = 1000;
/** An absolute path: a Windows drive or share, or a root, but not a device. */
const ABSOLUTE = /^(?:\/(?!\/)|[A-Za-z]:[\\/]|\\\\[^\\/?.])/;
const UPWARDS = /(?:^|[\\/])\.\.(?:[\\/]|$)/;

/**
 * Whether a text is a folder's path as the system's dialog returns it, or '' for none. Does not check whether the
 * folder exists.
 */
export const isFolderPath = (path: string): boolean =>
  path === '' ||
  (path.length <= MAX_PATH_LENGTH && ABSOLUTE.test(path) && !UPWARDS.test(path) && !/\p{Cc}/u.test(path));

export const offScreenFolder = (initial: string): Setting<string> => ({
  initial,
  isStorable: (value): value is string => isText(value) && isFolderPath(value),
});
export const offScreenYesOrNo = (initial: boolean): Setting<boolean> => ({ initial, isStorable: isYesOrNo });

type TextRule = Pick<TextSetting<string>, 'tidy' | 'accepts'>;

type TextRules = Partial<
  Pick<TextSetting<string>, 'isStorable' | 'tidy' | 'read' | 'control' | 'most' | 'countsUnits'>
> & {
  /** The rule of what is typed anew, if that is stricter. */
  readonly anew?: TextRule;
  readonly skippedInTraining?: boolean;
  /** Whether the initial value belongs to training and must not reach real customers. */
  readonly refusedInLive?: boolean;
};

/**
 * A text, which is stored tidied and checked when typed. The settings file may hold any text, unless `isStorable` is
 * stricter.
 */
export const text = (
  initial: string,
  accepts: (text: string) => boolean,
  { tidy = tidyText, skippedInTraining = false, refusedInLive = false, anew, ...rules }: TextRules = {},
): TextSetting<string> => {
  const readBy =
    (rule: TextRule) =>
    (typed: string, { environment }: FormContext): Reading<string> => {
      const tidied = rule.tidy(typed);
      const isSkipped = skippedInTraining && environment === 'training';
      if (refusedInLive && environment === 'live' && tidied === initial) return faulty('training-value');
      return isSkipped || rule.accepts(tidied) ? valid(tidied) : faulty('invalid');
    };
  return {
    initial,
    control: 'line',
    accepts,
    tidy,
    isStorable: isText,
    isTyped: isTypedText,
    read: readBy({ tidy, accepts }),
    ...(anew && { readAnew: readBy(anew) }),
    show: (value) => value,
    ...rules,
  };
};

/** What the gateway is sent beside each payment; it counts UTF-16 units. */
const forGateway = (max: number) => ({ tidy: tidyLine, most: max, countsUnits: true }) as const;

/** A name that the gateway, the office and customers read. */
export const nameForOthers = (initial: string, max: number, rules: TextRules): TextSetting<string> =>
  text(initial, isNameOf(max), {
    ...forGateway(max),
    anew: { tidy: tidyShownLine, accepts: (name) => name.length <= max && isSeenLine(name) },
    ...rules,
  });

/** An ID that the gateway and the office know a store or a till by. */
export const idForOthers = (initial: string, max: number, rules: TextRules = {}): TextSetting<string> =>
  text(initial, isNameOf(max), {
    ...forGateway(max),
    anew: { tidy: tidyShopId, accepts: isShopId(max) },
    ...rules,
  });

/** A text that is checked in the settings file too. */
export const strictText = (
  initial: string,
  accepts: (text: string) => boolean,
  rules: TextRules = {},
): TextSetting<string> =>
  text(initial, accepts, {
    isStorable: (value): value is string => isText(value) && accepts(value),
    ...rules,
  });

/** A line that customers read, at most so many characters; '' for none. */
export const lineForOthers = (max: number): TextSetting<string> => {
  const fits = new RegExp(String.raw`^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{0,${max}}$`, 'u');
  const accepts = (line: string): boolean => fits.test(line);
  return strictText('', accepts, {
    control: 'long-line',
    most: max,
    anew: { tidy: tidyShownLine, accepts },
  });
};

/** A whole number above zero, typed in digits. */
export const wholeNumber = (initial: number, accepts: (text: string) => boolean): TextSetting<number> => ({
  initial,
  control: 'line',
  accepts,
  tidy: tidyAscii,
  isStorable: isPositiveInteger,
  isTyped: isTypedText,
  read: (typed) => (accepts(tidyAscii(typed)) ? valid(Number(tidyAscii(typed))) : faulty('invalid')),
  show: String,
});

/** The number in a text that a measure accepts. */
const numberOf = (typed: string): number => Number(tidyAscii(typed).replace(',', '.'));

/** The length typed so far; null while it is not a length. */
export const measuredIn = (typed: string): number | null => {
  const read = numberOf(typed);
  return read > 0 ? read : null;
};

/** An optional measure, typed with a point or a comma; null for ''. */
export const measure = (min: number, max: number): TextSetting<number | null> => {
  const isWithin = (value: number): boolean => value >= min && value <= max;
  const accepts = (typed: string): boolean =>
    typed === '' || (/^\d{1,3}([.,]\d{1,2})?$/.test(typed) && isWithin(numberOf(typed)));
  return {
    initial: null,
    control: 'line',
    accepts,
    tidy: tidyAscii,
    isStorable: (value): value is number | null =>
      value === null || (typeof value === 'number' && isWithin(value)),
    isTyped: isTypedText,
    read: (typed) => {
      const tidied = tidyAscii(typed);
      if (!accepts(tidied)) return faulty('invalid');
      return valid(tidied === '' ? null : numberOf(tidied));
    },
    show: (value) => (value === null ? '' : String(value)),
  };
};

/** A whole number above zero that is typed as an amount of money. */
export const numberAs = (
  initial: number,
  { read, show }: Pick<FormSetting<number, string>, 'read' | 'show'>,
): FormSetting<number, string> => ({
  initial,
  control: 'money',
  isStorable: isPositiveInteger,
  isTyped: isTypedText,
  read,
  show,
});

/** Up to `max` amounts of money above zero, typed one on each line. */
export const amounts = (
  max: number,
  { read, show }: Pick<FormSetting<readonly number[], string>, 'read' | 'show'>,
): FormSetting<readonly number[], string> => ({
  initial: [],
  control: 'lines',
  isStorable: (value): value is readonly number[] =>
    Array.isArray(value) && value.length <= max && value.every(isPositiveInteger),
  isTyped: isTypedText,
  read,
  show,
});

/** One of a fixed list; `former` maps names that older versions used. */
export const choice = <const Choice extends string | number>(
  choices: readonly Choice[],
  initial: NoInfer<Choice>,
  former: Readonly<Record<string, NoInfer<Choice>>> = {},
): FormSetting<Choice, Choice> => {
  const renew = <Value>(value: Value): Value | Choice =>
    typeof value === 'string' ? (former[value] ?? value) : value;
  const isOne = (value: unknown): value is Choice => choices.some((one) => one === renew(value));
  return {
    initial,
    control: 'choice',
    renew,
    isStorable: isOne,
    isTyped: isOne,
    read: (typed) => valid(renew(typed)),
    show: (value) => value,
  };
};

export const yesOrNo = (initial: boolean): FormSetting<boolean, boolean> => ({
  initial,
  control: 'tick',
  isStorable: isYesOrNo,
  isTyped: isYesOrNo,
  read: valid,
  show: (value) => value,
});

/** Possible only in training: turned off as soon as the settings are saved for another environment. */
export const onlyInTraining: FormSetting<boolean, boolean> = {
  ...yesOrNo(false),
  read: (typed, { environment }) => valid(typed && environment === 'training'),
};
