/**
 * The declaration of a setting. Each is declared once, in setting-tables.ts. Its type, its place in the settings file,
 * its field on the screen, who may change it and its name in the audit log all follow from that.
 */
import type { CurrencyProblem } from '#domain/money.ts';
import type { Permission } from '#domain/staff/staff.ts';
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { PrinterChoice } from '#domain/print/printer.ts';

export interface Setting<Value> {
  /** The value on a new till, and on one whose settings file is older than the setting. */
  readonly initial: Value;
  /** Translates a value that an older version wrote. */
  renew?(value: unknown): unknown;
  /** Whether a value in the settings file has the right type; the field's rule decides whether it is used. */
  isStorable(value: unknown): value is Value;
}

export const SETTING_GROUPS = [
  'environment',
  'gateway',
  'shop',
  'charging',
  'display',
  'receipts',
  'updates',
  'computer',
  'exports',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** Where people find a setting, what it is called, and who may change it. */
export interface Standing {
  /** Its group on the screens, in which settings keep the order of their declarations. */
  readonly group: SettingGroup;
  /** Keys of its words in the locale files. */
  readonly label: string;
  readonly hint?: string;
  /** The words for an invalid value; for a setting that is typed. */
  readonly error?: string;
  readonly mayChange: Permission;
  /** Whether the audit log names it when it is changed. Its value is never recorded. */
  readonly isRecorded: boolean;
}

/**
 * `invalid` is any fault that has no problem code of its own. `training-value`: it must not reach real customers.
 * `setting-too-precise`: an amount with decimals that the shop's currency lacks.
 */
export type SettingFault = 'invalid' | 'training-value' | 'setting-too-precise' | CurrencyProblem;

/** The value of what was typed, or what is wrong with it. */
export type Reading<Value> =
  { readonly fault: null; readonly value: Value } | { readonly fault: SettingFault };

/** Other fields of the settings screen that the rule of a field depends on. */
export interface FormContext {
  readonly environment: ChosenEnvironment;
  readonly currency: string;
  readonly ceiling: string;
  readonly unusualCurrencyConfirmed: boolean;
  readonly receipts: { readonly printer: PrinterChoice };
}

/**
 * The kind of field. `long-line` and `lines` take the whole width; `country`, `currency` and `time-zone` are chosen
 * from a complete list.
 */
export type Control =
  | 'line'
  | 'money'
  | 'long-line'
  | 'lines'
  | 'secret'
  | 'country'
  | 'currency'
  | 'time-zone'
  | 'choice'
  | 'tick';

/** A setting with a field on the settings screen, which holds it as `Typed`. */
export interface FormSetting<Value, Typed> extends Setting<Value> {
  readonly control: Control;
  /** The most characters, if the field counts them. */
  readonly most?: number;
  /** Whether the gateway counts UTF-16 units: an emoji or a rare Chinese character is two. */
  readonly countsUnits?: true;
  /** Whether the field can hold this, valid or not. */
  isTyped(value: unknown): value is Typed;
  read(typed: Typed, form: FormContext): Reading<Value>;
  /** A stricter rule for what is typed anew. What was saved by the rule of an earlier version stays as it is. */
  readAnew?(typed: Typed, form: FormContext): Reading<Value>;
  show(value: Value, currency: string): Typed;
}

/** A setting typed as text. */
export interface TextSetting<Value> extends FormSetting<Value, string> {
  /** The text as it is stored, for example without outer blanks. */
  tidy(text: string): string;
  /** Whether a tidied text is valid, as far as that does not depend on other fields. */
  accepts(text: string): boolean;
}

export type SettingTable = Readonly<Record<string, Setting<unknown> & Standing>>;

export type ValuesOf<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Setting<infer Value> ? Value : never;
};

/** What the settings screen holds of a table. Not readonly: it changes as people type. */
export type TypedOf<Table> = {
  -readonly [
    Name in keyof Table as Table[Name] extends FormSetting<unknown, unknown> ? Name : never
  ]: Table[Name] extends FormSetting<unknown, infer Typed> ? Typed : never;
};

const isOnForm = (setting: Setting<unknown>): setting is FormSetting<unknown, unknown> => 'read' in setting;

/** The settings of a table that have a field on the settings screen, with their names. */
export const formFields = (
  table: SettingTable,
): readonly (readonly [name: string, setting: FormSetting<unknown, unknown>])[] =>
  Object.entries(table).flatMap(([name, setting]) => (isOnForm(setting) ? [[name, setting] as const] : []));
