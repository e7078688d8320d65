import type { Settings } from '#domain/shop/settings/settings.ts';
import { lackedPermission, recordedOf } from '#domain/shop/settings/setting-standings.ts';
import { changedSettings } from '#domain/shop/settings/settings.ts';
import type { FieldName } from '#domain/shop/settings/typed-settings.ts';
import type { Permission } from '#domain/staff/staff.ts';
import { retryWait } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, NewKey, SettingsFile } from '#services/ports.ts';
import type { LiveEntry } from '#services/set-up/go-live.ts';
import type { Acting } from '#services/staff/session-types.ts';

export interface SettingsStorePorts {
  readonly file: SettingsFile;
  readonly journal: () => Pick<ActivityJournal, 'record'>;
  readonly clock: Clock;
}

/** The person who approved a change lacks the permission for one of its settings. */
export class SettingNotPermitted extends Error {
  readonly permission: Permission;

  constructor(permission: Permission) {
    super(`this change of settings needs the permission ${permission}`);
    this.permission = permission;
  }
}

interface ChangeFacts {
  readonly key?: NewKey | undefined;
  readonly liveEntry?: LiveEntry | undefined;
}

/** The till's settings. Nothing else reads or changes them. */
export class SettingsStore {
  readonly #ports: SettingsStorePorts;
  #current: Settings;
  /** Whether the file holds them, too. */
  #isWritten = true;
  readonly #again: Alarm;
  #changing = false;

  constructor(ports: SettingsStorePorts) {
    this.#ports = ports;
    this.#current = ports.file.read();
    this.#again = new Alarm(ports.clock);
  }

  get current(): Settings {
    return this.#current;
  }

  /** Whether a change is under way, from its first check until the till has reopened with it. */
  get changing(): boolean {
    return this.#changing;
  }

  /**
   * Runs `work`, which changes the settings as a whole. Returns null, without running it, while another such change is
   * under way.
   */
  async exclusively<Result>(work: () => Promise<Result>): Promise<Result | null> {
    if (this.#changing) return null;
    this.#changing = true;
    try {
      return await work();
    } finally {
      this.#changing = false;
    }
  }

  /**
   * Records who changes which settings, by name, and then writes them; does nothing if none differs. `key`: the new
   * ApiKey that is stored with them; it counts as soon as they, which name it, are written. `liveEntry`: the till goes
   * live with them. Throws if the journal or the disk refuses, and SettingNotPermitted if the approver may not change one
   * of them; the settings and their key then stay as they are.
   */
  change(change: Partial<Settings>, acting: Acting, { key, liveEntry }: ChangeFacts = {}): void {
    const { journal, clock } = this.#ports;
    const next = { ...this.#current, ...change, ...(key && { keyName: key.name }) };
    const changed = changedSettings(this.#current, next);
    const names: readonly FieldName[] = key ? [...changed, 'apiKey'] : changed;
    if (names.length === 0) return;
    this.#refuseUnlessPermitted(names, acting);
    const fields = recordedOf(names);
    if (fields.length > 0) journal().record({ type: 'settings-changed', ...acting, fields }, clock.now());
    if (liveEntry) journal().record({ type: 'went-live', ...acting, ...liveEntry }, clock.now());
    // What the file still holds names a key, too, which a new one must not replace.
    if (!this.#isWritten) this.#write(this.#current);
    key?.store();
    this.#write(next);
    this.#current = next;
  }

  /**
   * Restores settings that the till could open with, and so their key. Throws if the disk refuses; the till uses them all
   * the same, and writes them as soon as it can: the next start must not go by those with which it could not open.
   */
  restore(settings: Settings): void {
    this.#current = settings;
    try {
      this.#write(settings);
    } catch (error) {
      this.#writeLater(1);
      throw error;
    }
  }

  #writeLater(tries: number): void {
    this.#again.setIn(retryWait(tries), () => {
      if (this.#isWritten) return;
      try {
        this.#write(this.#current);
      } catch {
        this.#writeLater(tries + 1);
      }
    });
  }

  #write(settings: Settings): void {
    this.#isWritten = false;
    this.#ports.file.write(settings);
    this.#isWritten = true;
  }

  #refuseUnlessPermitted(names: readonly FieldName[], { by, approvedBy }: Acting): void {
    const { journal, clock } = this.#ports;
    const permission = lackedPermission(approvedBy.role, names);
    if (permission === undefined) return;
    const refused = { permission, call: 'settings.save', why: 'not-permitted' } as const;
    journal().record({ type: 'permission-refused', by, ...refused }, clock.now());
    throw new SettingNotPermitted(permission);
  }
}
