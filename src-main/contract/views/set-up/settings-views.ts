/** What the settings screen shows and sends. Each field follows from the declaration of its setting. */
import { z } from 'zod';
import { LINK_FAULTS } from '#domain/gateway/connection.ts';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { SettingTable, TypedOf } from '#domain/shop/settings/setting.ts';
import { formFields } from '#domain/shop/settings/setting.ts';
import {
  API_KEY,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from '#domain/shop/settings/setting-tables.ts';

type InputShape<Table> = { [Name in keyof TypedOf<Table>]: z.ZodType<TypedOf<Table>[Name]> };

const inputShape = <Table extends SettingTable>(table: Table): InputShape<Table> =>
  Object.fromEntries<unknown>(
    formFields(table).map(([name, setting]) => [name, z.custom((value) => setting.isTyped(value))]),
  ) as InputShape<Table>;

const shop = inputShape(SHOP_SETTINGS);

/** The receipt and printer settings, as typed. */
const ReceiptInput = z.strictObject(inputShape(RECEIPT_SETTINGS));

/** What a test page needs, as typed. */
export const TestPageInput = ReceiptInput.extend({ storeAddress: shop.storeAddress });

/** The whole screen, as typed; saving checks each field again. */
export const SettingsInput = z.strictObject({
  ...inputShape(GATEWAY_SETTINGS),
  /** '' keeps the saved key, which is never sent to a window. */
  apiKey: z.custom<string>((value) => API_KEY.isTyped(value)),
  ...inputShape(TERMINAL_SETTINGS),
  ...shop,
  /** Whether the person has confirmed a currency that does not have two decimals. */
  unusualCurrencyConfirmed: z.boolean(),
  receipts: ReceiptInput,
});
export type SettingsInput = z.infer<typeof SettingsInput>;

/**
 * What is saved. `overruled`: the reason given for going live although the connection has not passed its test.
 * `endsSetUp`: this is the last page of the guided set-up.
 */
export const SettingsSave = SettingsInput.extend({
  overruled: z.string().max(500).optional(),
  endsSetUp: z.boolean().optional(),
});
export type SettingsSave = z.infer<typeof SettingsSave>;

export const SettingsView = z.strictObject({
  /** As last saved; apiKey always ''. */
  saved: SettingsInput,
  /** Environments with a saved ApiKey. */
  keySaved: z.array(z.enum(CHOSEN_ENVIRONMENTS)),
  /** Whether this system can keep a secret at all. */
  keyStore: z.enum(['available', 'missing']),
  /** The zone or offset used for business days if no known zone is configured, otherwise null. See `DayRule`. */
  assumedTimeZone: z.string().nullable(),
  /** The zone used if none is chosen. */
  computerTimeZone: z.string(),
  /** This computer's networks, with the names of their adapters; the one that a phone most likely uses comes first. */
  networks: z.array(z.strictObject({ network: z.string(), address: z.string() })),
  /**
   * Why nothing may be changed, or null. `bench`: the environment configures the station. `training-only`: nobody has
   * entered the passphrase.
   */
  locked: z.enum(['bench', 'training-only']).nullable(),
});
export type SettingsView = z.infer<typeof SettingsView>;

export const SettingsSaved = z.strictObject({ settings: SettingsView });
export type SettingsSaved = z.infer<typeof SettingsSaved>;

/** The result of a connection test. */
export const ConnectionVerdict = z.strictObject({
  verdict: z.enum([
    'works',
    'training',
    'currency-not-offered',
    'credentials-refused',
    'unreachable',
    ...LINK_FAULTS,
    'no-answer',
    'gateway-trouble',
    'incomplete',
  ]),
  /** The field that is missing or wrong, when incomplete. */
  field: z.string().nullable(),
});
export type ConnectionVerdict = z.infer<typeof ConnectionVerdict>;
