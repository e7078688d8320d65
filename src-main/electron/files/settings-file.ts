import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SettingTable, ValuesOf } from '#domain/shop/setting.ts';
import {
  EXPORT_SETTINGS,
  GATEWAY_SETTINGS,
  RECEIPT_SETTINGS,
  SHOP_SETTINGS,
  TERMINAL_SETTINGS,
} from '#domain/shop/setting-tables.ts';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import { writeWhole } from '#files/durable-file.ts';
import type { Log, SettingsFile } from '#services/ports.ts';
import { quarantineFile } from './quarantine-file.ts';

type StoredShape<Table> = { [Name in keyof Table]: z.ZodType<ValuesOf<Table>[Name]> };

const storedShape = <Table extends SettingTable>(table: Table): StoredShape<Table> =>
  Object.fromEntries<unknown>(
    Object.entries(table).map(([name, setting]) => [
      name,
      z.custom((value) => setting.isStorable(value)).default(setting.initial),
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
 * `settings.broken-<n>.json`, and the till starts with defaults, in training.
 * `write` throws NodeJS.ErrnoException when the disk refuses; the old settings then stand.
 */
export const openSettingsFile = (home: string, log: Log): SettingsFile => {
  const path = join(home, 'settings.json');
  return {
    read: () => {
      if (!existsSync(path)) return defaultSettings;
      try {
        return parse(readFileSync(path, 'utf8'));
      } catch (error) {
        log.error('the settings cannot be read; starting with defaults', {
          error,
          kept: quarantineFile(home, 'settings'),
        });
        return defaultSettings;
      }
    },
    write: (settings) => writeWhole(path, `${JSON.stringify(settings, null, 2)}\n`),
  };
};

const parse = (text: string): Settings => StoredSettings.parse(JSON.parse(text));
