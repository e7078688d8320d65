/** The settings screen as typed. The screen and the till check its fields by the same rules. */
import type {
  FormContext,
  FormSetting,
  Reading,
  SettingFault,
  SettingTable,
  TypedOf,
  ValuesOf,
} from './setting.ts';
import { formFields } from './setting.ts';
import {
  API_KEY,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from './setting-tables.ts';
import type { ExportSettings, SettingName, Settings } from './settings.ts';

export type TypedSettings = TypedOf<typeof GATEWAY_SETTINGS> &
  TypedOf<typeof TERMINAL_SETTINGS> &
  TypedOf<typeof SHOP_SETTINGS> & {
    /** '' keeps the saved one. */
    apiKey: string;
    /** Confirmed by the person for a currency that does not have two decimals. */
    unusualCurrencyConfirmed: boolean;
    receipts: TypedOf<typeof RECEIPT_SETTINGS>;
  };

/** A field of the settings screen. */
export type FieldName = SettingName | 'apiKey';

/** The fields that hold a text. */
export type TextField = {
  [Name in keyof TypedSettings]: string extends TypedSettings[Name] ? Name : never;
}[keyof TypedSettings];

/** The settings that the screen holds; exports are set elsewhere, and a new ApiKey has its name from the vault. */
export type ScreenSettings = Omit<Settings, keyof ExportSettings | 'keyName'>;

export type ReadSettings =
  | { readonly valid: true; readonly settings: ScreenSettings }
  | { readonly valid: false; readonly field: FieldName };

type FormValuesOf<Table> = Pick<ValuesOf<Table>, keyof TypedOf<Table> & keyof ValuesOf<Table>>;

type Values = Readonly<Record<string, unknown>>;

/** What was typed in a field, and what was saved; undefined if nothing was. */
interface OfField {
  readonly typed: unknown;
  readonly saved: unknown;
}

const reading = (
  setting: FormSetting<unknown, unknown>,
  { typed, saved }: OfField,
  form: FormContext,
): Reading<unknown> =>
  setting.readAnew && typed !== saved ? setting.readAnew(typed, form) : setting.read(typed, form);

interface Field {
  readonly name: string;
  readonly readFrom: (typed: TypedSettings, saved: TypedSettings | undefined) => Reading<unknown>;
}

const fieldsOf = (
  table: SettingTable,
  prefix: string,
  part: (typed: TypedSettings) => Values,
): readonly Field[] =>
  formFields(table).map(([name, setting]) => ({
    name: `${prefix}${name}`,
    readFrom: (typed, saved) =>
      reading(setting, { typed: part(typed)[name], saved: saved && part(saved)[name] }, typed),
  }));

const FIELDS: readonly Field[] = [
  ...fieldsOf(GATEWAY_SETTINGS, '', (typed) => typed),
  { name: 'apiKey', readFrom: (typed) => API_KEY.read(typed.apiKey, typed) },
  ...fieldsOf(TERMINAL_SETTINGS, '', (typed) => typed),
  ...fieldsOf(SHOP_SETTINGS, '', (typed) => typed),
  ...fieldsOf(RECEIPT_SETTINGS, 'receipts.', (typed) => typed.receipts),
];

/** `keySaved`: the chosen environment has an ApiKey already. `saved`: what was saved; all is typed anew if left out. */
const faultIn = (
  { name, readFrom }: Field,
  typed: TypedSettings,
  keySaved: boolean,
  saved?: TypedSettings,
): SettingFault | null =>
  name === 'apiKey' && keySaved && typed.apiKey === '' ? null : readFrom(typed, saved).fault;

/** What is wrong with a field, or null. */
export const fieldFault = (
  field: FieldName,
  ...of: [typed: TypedSettings, keySaved: boolean, saved?: TypedSettings | undefined]
): SettingFault | null => {
  const found = FIELDS.find(({ name }) => name === field);
  return found ? faultIn(found, ...of) : null;
};

/** The first field that is wrong, or null. */
export const wrongField = (
  ...of: [typed: TypedSettings, keySaved: boolean, saved?: TypedSettings | undefined]
): FieldName | null => {
  const wrong = FIELDS.find((field) => faultIn(field, ...of) !== null);
  return (wrong?.name ?? null) as FieldName | null;
};

const valuesOf = <Table extends SettingTable>(
  table: Table,
  typed: Values,
  saved: Values | undefined,
  form: FormContext,
): FormValuesOf<Table> =>
  Object.fromEntries(
    formFields(table).flatMap(([name, setting]) => {
      const read = reading(setting, { typed: typed[name], saved: saved?.[name] }, form);
      return read.fault === null ? [[name, read.value]] : [];
    }),
  ) as FormValuesOf<Table>;

/** Turns typed settings into settings, or names the first field that is wrong. */
export const readSettings = (
  typed: TypedSettings,
  keySaved: boolean,
  saved?: TypedSettings,
): ReadSettings => {
  const field = wrongField(typed, keySaved, saved);
  if (field) return { valid: false, field };
  const terminal = valuesOf(TERMINAL_SETTINGS, typed, saved, typed);
  return {
    valid: true,
    settings: {
      ...valuesOf(GATEWAY_SETTINGS, typed, saved, typed),
      terminal,
      ...valuesOf(SHOP_SETTINGS, typed, saved, typed),
      enabledCurrencies: typed.unusualCurrencyConfirmed ? [terminal.currency] : [],
      receipts: valuesOf(RECEIPT_SETTINGS, typed.receipts, saved?.receipts, typed),
    },
  };
};

const shownOf = <Table extends SettingTable>(
  table: Table,
  values: Values,
  currency: string,
): TypedOf<Table> =>
  Object.fromEntries(
    formFields(table).map(([name, setting]) => [name, setting.show(values[name], currency)]),
  ) as TypedOf<Table>;

/** The settings as the screen shows them, without the ApiKey. */
export const showSettings = (settings: Settings): TypedSettings => {
  const { currency } = settings.terminal;
  return {
    ...shownOf(GATEWAY_SETTINGS, settings, currency),
    apiKey: '',
    ...shownOf(TERMINAL_SETTINGS, settings.terminal, currency),
    ...shownOf(SHOP_SETTINGS, settings, currency),
    unusualCurrencyConfirmed: settings.enabledCurrencies.includes(currency),
    receipts: shownOf(RECEIPT_SETTINGS, settings.receipts, currency),
  };
};
