import type { Appearance } from '#domain/shop/appearance.ts';
import { chosenLanguage } from '#domain/shop/appearance.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { languageOf } from '#domain/shop/language.ts';
import type { Emits } from '#services/changes.ts';
import type { AppearanceFile, Log } from '#services/ports.ts';

export interface AppearanceStorePorts {
  readonly appearanceFile: AppearanceFile;
  /** What this computer's owner reads, BCP 47, the preferred language first. */
  readonly systemLanguages: readonly string[];
  readonly changes: Emits<'appearance'>;
  readonly log: Log;
}

/** How the windows look: read and changed only here. */
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

  /** Of the till's screens, dialogs and reports. */
  get language(): LanguageName {
    return chosenLanguage(this.#current, languageOf(this.#ports.systemLanguages));
  }

  /** A disk that refuses is logged: the change then holds until the till is closed. */
  change(next: Appearance): void {
    const { appearanceFile, changes, log } = this.#ports;
    this.#current = next;
    try {
      appearanceFile.write(next);
    } catch (error) {
      log.error('the appearance could not be kept', { error });
    }
    changes.emit('appearance');
  }
}
