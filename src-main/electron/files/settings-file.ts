import { join } from 'node:path';
import { z } from 'zod';
import type { CheckedSettings } from '#domain/shop/settings/checked-settings.ts';
import { checkSettings } from '#domain/shop/settings/checked-settings.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { jsonFile } from '#files/json-file.ts';
import type { CheckedSettingsFile, Log } from '#services/ports.ts';
import { keepBroken, readOrQuarantine } from './quarantine-file.ts';

const stored = z.looseObject({}).transform(checkSettings) satisfies z.ZodType<CheckedSettings>;

/**
 * The settings in `<home>/settings.json`, checked by the rules of the fields they are typed in. If a field refuses a
 * value, or the file cannot be read at all, it is kept beside as `settings.broken-<n>.json`; the till then goes on with
 * a safe value in its place, or with defaults in training. `read` throws OutOfReach while the system does not let it read
 * the file: a live till must not open in training because of that. `write` throws NodeJS.ErrnoException if the file
 * cannot be written; the old settings then remain.
 */
export const openSettingsFile = (home: string, log: Log): CheckedSettingsFile => {
  const path = join(home, 'settings.json');
  const source = jsonFile<CheckedSettings>(path, stored);
  const file = jsonFile<Settings>(path, z.custom<Settings>(), 2);
  let refused: CheckedSettings['refused'] = [];

  const replace = ({ settings }: CheckedSettings): void => {
    try {
      const kept = keepBroken(path);
      log.error('values of settings cannot be used; others hold', { settings: refused, kept });
      file.write(settings);
    } catch (error) {
      log.error('the settings could not be written', { error });
    }
  };

  return {
    get refused() {
      return refused;
    },
    read: () => {
      const nothing = { settings: defaultSettings, refused: [] };
      const damaged = 'the settings cannot be read; starting with defaults';
      const read = readOrQuarantine(source, nothing, log, damaged);
      refused = read.refused;
      if (refused.length > 0) replace(read);
      return read.settings;
    },
    write: (settings) => file.write(settings),
  };
};
