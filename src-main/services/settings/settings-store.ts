import type { Settings } from '#domain/shop/settings.ts';
import { changedSettings } from '#domain/shop/settings.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, SettingsFile } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';

export interface SettingsStorePorts {
  readonly file: SettingsFile;
  readonly journal: () => Pick<ActivityJournal, 'record'>;
  readonly clock: Clock;
}

/** The till's settings: read and changed only here. */
export class SettingsStore {
  readonly #ports: SettingsStorePorts;
  #current: Settings;
  #changing = false;

  constructor(ports: SettingsStorePorts) {
    this.#ports = ports;
    this.#current = ports.file.read();
  }

  get current(): Settings {
    return this.#current;
  }

  /** Whether a change is under way, from its first check until the till has opened again with it. */
  get changing(): boolean {
    return this.#changing;
  }

  /**
   * Runs `work`, which changes the settings as a whole; null, without running it, while another such change is under
   * way.
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
   * Records who changes which settings, by name, and then writes them; does neither when nothing differs.
   * `apiKeyChanged`: a new ApiKey goes into the vault along with them.
   * Throws when the journal or the disk refuses; the settings then stay as they are.
   */
  change(change: Partial<Settings>, acting: Acting, { apiKeyChanged = false } = {}): void {
    const { file, journal, clock } = this.#ports;
    const next = { ...this.#current, ...change };
    const fields: string[] = [...changedSettings(this.#current, next), ...(apiKeyChanged ? ['apiKey'] : [])];
    if (fields.length === 0) return;
    journal().record({ type: 'settings-changed', ...acting, fields }, clock.now());
    file.write(next);
    this.#current = next;
  }

  /** Goes back to settings that the till could open with. Throws when the disk refuses; they hold until it ends even so. */
  restore(settings: Settings): void {
    this.#current = settings;
    this.#ports.file.write(settings);
  }
}
