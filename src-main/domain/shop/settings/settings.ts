/** The settings of a till, put together from the tables of their declarations. */
import type { SettingTable, ValuesOf } from './setting.ts';
import {
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from './setting-tables.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

export type ReceiptSettings = ValuesOf<typeof RECEIPT_SETTINGS>;
export type ExportSettings = ValuesOf<typeof EXPORT_SETTINGS>;

export type Settings = ValuesOf<typeof GATEWAY_SETTINGS> & {
  readonly terminal: Terminal;
} & ValuesOf<typeof SHOP_SETTINGS> & { readonly receipts: ReceiptSettings } & ExportSettings & {
    /** Names the newest ApiKey that was saved with them; '' if none was. The key itself is in the vault. */
    readonly keyName: string;
  };

const initialOf = <Table extends SettingTable>(table: Table): ValuesOf<Table> =>
  Object.fromEntries(Object.entries(table).map(([name, { initial }]) => [name, initial])) as ValuesOf<Table>;

export const trainingTerminal: Terminal = initialOf(TERMINAL_SETTINGS);

export const defaultSettings: Settings = {
  ...initialOf(GATEWAY_SETTINGS),
  terminal: trainingTerminal,
  ...initialOf(SHOP_SETTINGS),
  receipts: initialOf(RECEIPT_SETTINGS),
  ...initialOf(EXPORT_SETTINGS),
  keyName: '',
};

/** The name of a setting in the audit log and wherever else a field is named. */
export type SettingName =
  | keyof typeof GATEWAY_SETTINGS
  | keyof typeof TERMINAL_SETTINGS
  | keyof typeof SHOP_SETTINGS
  | `receipts.${keyof typeof RECEIPT_SETTINGS}`
  | keyof typeof EXPORT_SETTINGS;

const namesOf = <Table extends SettingTable>(table: Table): (keyof Table & string)[] => Object.keys(table);

export const SETTING_NAMES: readonly SettingName[] = [
  ...namesOf(GATEWAY_SETTINGS),
  ...namesOf(TERMINAL_SETTINGS),
  ...namesOf(SHOP_SETTINGS),
  ...namesOf(RECEIPT_SETTINGS).map((name) => `receipts.${name}` as const),
  ...namesOf(EXPORT_SETTINGS),
];

const changedIn = <Table extends SettingTable>(
  table: Table,
  before: ValuesOf<Table>,
  after: ValuesOf<Table>,
): (keyof Table & string)[] =>
  namesOf(table).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** Names of the settings that differ. */
export const changedSettings = (before: Settings, after: Settings): readonly SettingName[] => [
  ...changedIn(GATEWAY_SETTINGS, before, after),
  ...changedIn(TERMINAL_SETTINGS, before.terminal, after.terminal),
  ...changedIn(SHOP_SETTINGS, before, after),
  ...changedIn(RECEIPT_SETTINGS, before.receipts, after.receipts).map((name) => `receipts.${name}` as const),
  ...changedIn(EXPORT_SETTINGS, before, after),
];

/** The value of a setting by its name. */
export const settingNamed = (settings: Settings, name: SettingName): unknown => {
  const { terminal, receipts, ...others } = settings;
  const all: Readonly<Record<string, unknown>> = {
    ...others,
    ...terminal,
    ...Object.fromEntries(Object.entries(receipts).map(([own, value]) => [`receipts.${own}`, value])),
  };
  return all[name];
};
