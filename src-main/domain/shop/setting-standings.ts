/** The standing of every setting, by its name, in the order of the declarations. */
import type { Permission, StaffRole } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { SettingGroup, Standing } from './setting.ts';
import {
  API_KEY,
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from './setting-tables.ts';
import type { FieldName, TextField } from './typed-settings.ts';

type ReceiptStandings = {
  readonly [Name in keyof typeof RECEIPT_SETTINGS as `receipts.${Name}`]: (typeof RECEIPT_SETTINGS)[Name];
};

/** Literal types, so that a screen that asks for words no locale file has does not compile. */
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

const isTextField = (name: FieldName): name is TextField => {
  const setting = STANDINGS[name];
  const isTyped = 'control' in setting && setting.control !== 'choice' && setting.control !== 'tick';
  return isTyped && !name.startsWith('receipts.');
};

const TEXT_FIELDS = (Object.keys(STANDINGS) as FieldName[]).filter(isTextField);

type TypedGroup = Exclude<SettingGroup, 'receipts'>;

/** The fields of a group that are typed as text, in their order. */
export const textFieldsIn = (group: TypedGroup): readonly TextField[] =>
  TEXT_FIELDS.filter((name) => standingOf(name).group === group);

/** The first permission that a change of these settings needs and this role lacks. */
export const lackedPermission = (role: StaffRole, names: readonly FieldName[]): Permission | undefined =>
  names.map((name) => standingOf(name).mayChange).find((permission) => !may(role, permission));

/** Which of these settings the audit log names. */
export const recordedOf = (names: readonly FieldName[]): readonly FieldName[] =>
  names.filter((name) => standingOf(name).isRecorded);
