/** Checks the settings in a file by the rules of their fields. */
import type { SettingTable, ValuesOf } from './setting.ts';
import type { SettingName, Settings } from './settings.ts';
import { defaultSettings, SETTING_NAMES, settingNamed } from './settings.ts';
import {
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from './setting-tables.ts';
import { fieldFault, readSettings, showSettings } from './typed-settings.ts';

export interface CheckedSettings {
  readonly settings: Settings;
  /** Settings whose values break their rules; their initial values are used. */
  readonly refused: readonly SettingName[];
}

type Values = Readonly<Record<string, unknown>>;

const valuesIn = (raw: unknown): Values => (typeof raw === 'object' && raw !== null ? { ...raw } : {});

/** A value of the right type, whether or not its field's rule allows it; undefined if the type is wrong. */
const storable = (table: SettingTable, name: string, raw: Values): unknown => {
  const setting = table[name];
  const value = raw[name];
  if (!setting) return undefined;
  if (value === undefined) return setting.initial;
  const renewed = setting.renew?.(value) ?? value;
  return setting.isStorable(renewed) ? renewed : undefined;
};

/** A setting that an older version did not have gets its initial value; one that a newer version added is left out. */
const storableOf = <Table extends SettingTable>(
  table: Table,
  raw: unknown,
): { readonly values: ValuesOf<Table>; readonly unusable: readonly string[] } => {
  const found = Object.entries(table).map(
    ([name, { initial }]) => [name, storable(table, name, valuesIn(raw)), initial] as const,
  );
  return {
    values: Object.fromEntries(
      found.map(([name, value, initial]) => [name, value === undefined ? initial : value]),
    ) as ValuesOf<Table>,
    unusable: found.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};

const withInitial = (settings: Settings, name: SettingName): Settings => {
  const initial = settingNamed(defaultSettings, name);
  if (name in settings.terminal) return { ...settings, terminal: { ...settings.terminal, [name]: initial } };
  const [group, own] = name.split('.');
  return group === 'receipts' && own !== undefined
    ? { ...settings, receipts: { ...settings.receipts, [own]: initial } }
    : { ...settings, [name]: initial };
};

const isInitial = (settings: Settings, name: SettingName): boolean =>
  JSON.stringify(settingNamed(settings, name)) === JSON.stringify(settingNamed(defaultSettings, name));

/** The first field whose rule refuses its value. An initial value is never refused. */
const firstRefused = (settings: Settings): SettingName | undefined => {
  const shown = showSettings(settings);
  return SETTING_NAMES.find(
    (name) => !isInitial(settings, name) && fieldFault(name, shown, true, shown) !== null,
  );
};

/** If these are wrong, a charge could go to another site, under another name or currency, or be too large. */
const CHARGED_BY: readonly string[] = [
  ...Object.keys(GATEWAY_SETTINGS),
  ...Object.keys(TERMINAL_SETTINGS),
  'ceiling',
  'enabledCurrencies',
];

/**
 * If a charge depends on a refused setting, clears the SiteID too: nothing can be charged until a manager has corrected
 * it.
 */
const withoutSiteIfDoubtful = (settings: Settings, refused: readonly SettingName[]): Settings =>
  refused.some((name) => CHARGED_BY.includes(name)) ? { ...settings, siteId: '' } : settings;

/**
 * The settings as the fields would store them, for example without outer blanks. Settings without a field stay as they
 * are.
 */
const asTyped = (settings: Settings): Settings => {
  const shown = showSettings(settings);
  const read = readSettings(shown, true, shown);
  const { enabledCurrencies } = settings;
  return read.valid ? { ...settings, ...read.settings, enabledCurrencies } : settings;
};

/**
 * Reads the settings in a file. Each value that its field would refuse is replaced by the initial one, and its name is
 * returned.
 */
export const checkSettings = (raw: unknown): CheckedSettings => {
  const all = valuesIn(raw);
  const [gateway, terminal, shop, receipts, exports] = [
    storableOf(GATEWAY_SETTINGS, all),
    storableOf(TERMINAL_SETTINGS, all['terminal']),
    storableOf(SHOP_SETTINGS, all),
    storableOf(RECEIPT_SETTINGS, all['receipts']),
    storableOf(EXPORT_SETTINGS, all),
  ] as const;
  let settings: Settings = {
    ...gateway.values,
    terminal: terminal.values,
    ...shop.values,
    receipts: receipts.values,
    ...exports.values,
    keyName: typeof all['keyName'] === 'string' ? all['keyName'] : '',
  };
  const unusable = new Set<string>([
    ...[gateway, terminal, shop, exports].flatMap((part) => part.unusable),
    ...receipts.unusable.map((name) => `receipts.${name}`),
  ]);
  for (let name = firstRefused(settings); name !== undefined; name = firstRefused(settings)) {
    unusable.add(name);
    settings = withInitial(settings, name);
  }
  const refused = SETTING_NAMES.filter((name) => unusable.has(name));
  return { settings: withoutSiteIfDoubtful(asTyped(settings), refused), refused };
};
