import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import type { FieldName } from '#domain/shop/terminal.ts';
import { isFieldValid } from '#domain/shop/terminal.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log, SettingsFile } from '#services/ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

const { terminal, receipts } = defaultSettings;

const StoredTerminal = z.object({
  storeName: z.string().default(terminal.storeName),
  storeId: z.string().default(terminal.storeId),
  terminalId: z.string().default(terminal.terminalId),
  country: z.string().default(terminal.country),
  currency: z.string().default(terminal.currency),
  email: z.string().default(terminal.email),
  returnUrl: z.string().default(terminal.returnUrl),
  tokenLifetime: z.number().int().positive().default(terminal.tokenLifetime),
});

const text = (field: FieldName) => z.string().refine((value) => isFieldValid(field, value));
const StoredReceipts = z.object({
  mode: z.enum(['auto', 'ask', 'off']).default(receipts.mode),
  printer: z.enum(['none', 'system', 'tcp', 'device']).default(receipts.printer),
  address: z.string().default(receipts.address),
  width: z.literal([58, 80]).default(receipts.width),
  language: z.enum(['en', 'zh']).default(receipts.language),
});

/** What an older version did not know yet gets its default; what a newer one added is left out. */
const StoredSettings = z.object({
  environment: z.enum(['training', 'test', 'live']).default(defaultSettings.environment),
  siteId: z.string().default(defaultSettings.siteId),
  terminal: StoredTerminal.default({ ...terminal }),
  storeAddress: text('storeAddress').default(defaultSettings.storeAddress),
  ceiling: z.number().int().positive().default(defaultSettings.ceiling),
  enabledCurrencies: z.array(z.string()).default([...defaultSettings.enabledCurrencies]),
  parkingAllowed: z.boolean().default(defaultSettings.parkingAllowed),
  cutOff: text('cutOff').default(defaultSettings.cutOff),
  timeZone: text('timeZone').default(defaultSettings.timeZone),
  receipts: StoredReceipts.default({ ...receipts }),
  exportFolder: z.string().default(defaultSettings.exportFolder),
  exportAtClose: z.boolean().default(defaultSettings.exportAtClose),
});

/**
 * The settings in `<home>/settings.json`. A file that cannot be read as settings is kept beside it as
 * `settings.broken-<n>.json` and the till starts with defaults, in training.
 * `write` throws NodeJS.ErrnoException where it cannot be written; the old settings then remain.
 */
export const openSettingsFile = (home: string, log: Log): SettingsFile => {
  const file = jsonFile<Settings>(join(home, 'settings.json'), StoredSettings, 2);
  return {
    read: () =>
      readOrQuarantine(file, defaultSettings, log, 'the settings cannot be read; starting with defaults'),
    write: (settings) => file.write(settings),
  };
};
