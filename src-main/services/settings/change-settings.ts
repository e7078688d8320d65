import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { readSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Permission } from '#domain/staff/staff.ts';
import type { Log, SealedKey, Vault } from '#services/ports.ts';
import type { LiveEntry } from '#services/set-up/go-live.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { SettingsStore } from './settings-store.ts';
import { SettingNotPermitted } from './settings-store.ts';

export interface ChangeSettingsPorts {
  readonly settingsStore: SettingsStore;
  readonly vault: Vault;
  readonly log: Log;
}

export type SettingsChange =
  | { readonly changed: true }
  | { readonly changed: false; readonly why: 'invalid'; readonly field: FieldName }
  | { readonly changed: false; readonly why: 'not-permitted'; readonly permission: Permission }
  | { readonly changed: false; readonly why: 'no-key-store' | 'settings-not-written' };

const keepWithKey = (key: SealedKey & { sealed: true }, keepSettings: () => void): void => {
  try {
    keepSettings();
  } catch (error) {
    key.drop();
    throw error;
  }
  key.commit();
};

/**
 * Saves typed settings and their ApiKey, both or neither: the key is sealed and on disk before the settings are
 * written, and replaces the old key only afterwards.
 */
export const changeSettings = async (
  { settingsStore, vault, log }: ChangeSettingsPorts,
  typed: TypedSettings,
  acting: Acting,
  liveEntry?: LiveEntry,
): Promise<SettingsChange> => {
  const { environment, apiKey } = typed;
  const read = readSettings(typed, vault.hasKey(environment));
  if (!read.valid) return { changed: false, why: 'invalid', field: read.field };
  try {
    if (environment === 'training' || apiKey === '')
      settingsStore.change(read.settings, acting, { liveEntry });
    else {
      const key = await vault.seal(environment, API_KEY.tidy(apiKey));
      if (!key.sealed) return { changed: false, why: key.why };
      keepWithKey(key, () => settingsStore.change(read.settings, acting, { apiKeyChanged: true, liveEntry }));
    }
  } catch (error) {
    if (error instanceof SettingNotPermitted)
      return { changed: false, why: 'not-permitted', permission: error.permission };
    log.error('the settings could not be written', { error });
    return { changed: false, why: 'settings-not-written' };
  }
  return { changed: true };
};
