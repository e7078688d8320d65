import type { Appearance, AppearanceChange } from '#domain/shop/appearance.ts';
import { chosenLanguage, withChange } from '#domain/shop/appearance.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { languageOf } from '#domain/shop/language.ts';
import type { Emits } from '#services/changes.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';

export interface AppearanceStorePorts {
  readonly appearanceFile: AppearanceFile;
  /** The languages of this computer's user, BCP 47, the preferred one first. */
  readonly systemLanguages: readonly string[];
  readonly changes: Emits<'appearance'>;
  readonly log: Log;
}

/** How the windows look and sound. Nothing else reads or changes it. */
export class AppearanceStore {
  readonly #ports: AppearanceStorePorts;
  #current: Appearance;

  constructor(ports: AppearanceStorePorts) {
    this.#ports = ports;
    this.#current = ports.appearanceFile.read();
  }

  get current(): Appearance {
    return this.#current;
  }

  /** The language of the till's screens, dialogs and reports. */
  get language(): LanguageName {
    return chosenLanguage(this.#current, languageOf(this.#ports.systemLanguages));
  }

  /** If the disk refuses, that is logged and the change lasts until the till is closed. */
  change(change: AppearanceChange): void {
    const { appearanceFile, changes, log } = this.#ports;
    this.#current = withChange(this.#current, change);
    try {
      appearanceFile.write(this.#current);
    } catch (error) {
      log.error('the appearance could not be kept', { error });
    }
    changes.emit('appearance');
  }
}
