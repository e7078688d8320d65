import { showShop } from '#domain/office/restored-shop.ts';
import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { readSettings, showSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Permission } from '#domain/staff/staff.ts';
import type { RestoreAhead } from '#services/office/restore-ahead.ts';
import type { Log, NewKey, Vault } from '#services/ports.ts';
import type { LiveEntry } from '#services/set-up/go-live.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { SettingsStore } from './settings-store.ts';
import { SettingNotPermitted } from './settings-store.ts';

export interface ChangeSettingsPorts {
  readonly settingsStore: SettingsStore;
  readonly vault: Vault;
  readonly ahead: Pick<RestoreAhead, 'standing'>;
  /** Reopens the station with the changed settings; false when that failed and the old settings were restored. */
  readonly reopen: (before: Settings) => Promise<boolean>;
  readonly log: Log;
}

export type SettingsChange =
  | { readonly changed: true }
  | { readonly changed: false; readonly why: 'invalid'; readonly field: FieldName }
  | { readonly changed: false; readonly why: 'not-permitted'; readonly permission: Permission }
  | {
      readonly changed: false;
      readonly why: 'no-key-store' | 'settings-not-written' | 'environment-failed';
    };

/**
 * What this till goes by already, and may keep though a rule has become stricter: its settings or, on a computer that is
 * becoming another till, what that till's journal knows.
 */
const onRecord = async (
  { ahead }: Pick<ChangeSettingsPorts, 'ahead'>,
  before: Settings,
  environment: TypedSettings['environment'],
): Promise<TypedSettings> => {
  const { till, shop } = await ahead.standing();
  const isOfJournal = shop !== null && till?.environment === environment;
  return { ...showSettings(before), ...(isOfJournal && showShop(shop)) };
};

/** The settings name the key by now: the next start, or the next new key, does what the disk refuses here. */
const commitOrLog = (log: Log, key: NewKey | undefined): void => {
  try {
    key?.commit();
  } catch (error) {
    log.error('a new ApiKey still waits beside the one before', { error });
  }
};

const whyNot = (log: Log, error: unknown): SettingsChange => {
  if (error instanceof SettingNotPermitted)
    return { changed: false, why: 'not-permitted', permission: error.permission };
  log.error('the settings could not be written', { error });
  return { changed: false, why: 'settings-not-written' };
};

/**
 * Saves typed settings and their ApiKey, both or neither, and reopens the till with them. The key is on disk beside the
 * one in use before the settings, which name it, are written, and it counts while they do: restoring the former settings
 * restores the former key. It takes the other's place once the till is open with it.
 */
export const changeSettings = async (
  ports: ChangeSettingsPorts,
  typed: TypedSettings,
  acting: Acting,
  liveEntry?: LiveEntry,
): Promise<SettingsChange> => {
  const { settingsStore, vault, reopen, log } = ports;
  const { environment, apiKey } = typed;
  const before = settingsStore.current;
  const read = readSettings(typed, vault.hasKey(environment), await onRecord(ports, before, environment));
  if (!read.valid) return { changed: false, why: 'invalid', field: read.field };
  let key: NewKey | undefined;
  try {
    if (environment !== 'training' && apiKey !== '') {
      const sealed = await vault.seal(environment, API_KEY.tidy(apiKey));
      if (!sealed.sealed) return { changed: false, why: sealed.why };
      key = sealed;
    }
    settingsStore.change(read.settings, acting, { key, liveEntry });
  } catch (error) {
    return whyNot(log, error);
  }
  if (!(await reopen(before))) return { changed: false, why: 'environment-failed' };
  commitOrLog(log, key);
  return { changed: true };
};
