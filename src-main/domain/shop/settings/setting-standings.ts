/** The standing of every setting by name, in the order of the declarations. */
import type { Permission, StaffRole } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { Control, SettingGroup, Standing } from './setting.ts';
import { SETTING_GROUPS } from './setting.ts';
import {
  API_KEY,
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from './setting-tables.ts';
import type { FieldName, TypedSettings } from './typed-settings.ts';

type ReceiptStandings = {
  readonly [Name in keyof typeof RECEIPT_SETTINGS as `receipts.${Name}`]: (typeof RECEIPT_SETTINGS)[Name];
};

/** The types are literal, so that a screen that asks for words missing from the locale files does not compile. */
export const STANDINGS = {
  ...GATEWAY_SETTINGS,
  apiKey: API_KEY,
  ...TERMINAL_SETTINGS,
  ...SHOP_SETTINGS,
  ...(Object.fromEntries(
    Object.entries(RECEIPT_SETTINGS).map(([name, setting]) => [`receipts.${name}`, setting]),
  ) as ReceiptStandings),
  ...EXPORT_SETTINGS,
} satisfies Readonly<Record<FieldName, Standing>>;

const standingOf = (name: FieldName): Standing => STANDINGS[name];

/** A setting with a field on the settings screen. */
export type ScreenField = {
  [Name in FieldName]: (typeof STANDINGS)[Name] extends { readonly control: Control } ? Name : never;
}[FieldName];

/** A setting that is on or off, with a switch on the settings screen. */
export type SwitchField = {
  [Name in ScreenField & keyof TypedSettings]: TypedSettings[Name] extends boolean ? Name : never;
}[ScreenField & keyof TypedSettings];

export const isSwitch = (name: ScreenField): name is SwitchField => STANDINGS[name].control === 'tick';

const isOnScreen = (name: FieldName): name is ScreenField => 'control' in STANDINGS[name];

const SCREEN_FIELDS = (Object.keys(STANDINGS) as FieldName[]).filter(isOnScreen);

/** The fields of a group on the settings screen, in their order. */
export const screenFieldsIn = (group: SettingGroup): readonly ScreenField[] =>
  SCREEN_FIELDS.filter((name) => standingOf(name).group === group);

/** The groups of the settings screen, in their order. */
export const SCREEN_GROUPS = SETTING_GROUPS.filter((group) => screenFieldsIn(group).length > 0);

/** The first permission that a change of these settings needs and this role lacks. */
export const lackedPermission = (role: StaffRole, names: readonly FieldName[]): Permission | undefined =>
  names.map((name) => standingOf(name).mayChange).find((permission) => !may(role, permission));

/** Which of these settings the audit log names. */
export const recordedOf = (names: readonly FieldName[]): readonly FieldName[] =>
  names.filter((name) => standingOf(name).isRecorded);
