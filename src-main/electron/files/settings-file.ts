import { join } from 'node:path';
import { z } from 'zod';
import type { SettingTable, ValuesOf } from '#domain/shop/settings/setting.ts';
import {
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from '#domain/shop/settings/setting-tables.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log, SettingsFile } from '#services/ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

type StoredShape<Table> = { [Name in keyof Table]: z.ZodType<ValuesOf<Table>[Name]> };

const storedShape = <Table extends SettingTable>(table: Table): StoredShape<Table> =>
  Object.fromEntries<unknown>(
    Object.entries(table).map(([name, setting]) => [
      name,
      z
        .preprocess(
          (value) => setting.renew?.(value) ?? value,
          z.custom((value) => setting.isStorable(value)),
        )
        .default(setting.initial),
    ]),
  ) as StoredShape<Table>;

/** What an older version did not know yet gets its initial value; what a newer one added is left out. */
const StoredSettings = z.object({
  ...storedShape(GATEWAY_SETTINGS),
  terminal: z.object(storedShape(TERMINAL_SETTINGS)).default(defaultSettings.terminal),
  ...storedShape(SHOP_SETTINGS),
  receipts: z.object(storedShape(RECEIPT_SETTINGS)).default(defaultSettings.receipts),
  ...storedShape(EXPORT_SETTINGS),
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
