import type { DisplaysFile, NotedDisplays } from '#electron/files/displays-file.ts';
import type { Log } from '#services/ports.ts';
import type { Fingerprint, KnownDisplay } from './fingerprint.ts';
import { findScreen, fingerprintOf } from './fingerprint.ts';

const isSame = (one: Fingerprint, other: Fingerprint | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The screen chosen for the customer, recognised even if the system changes its number. */
export class ChosenScreen {
  readonly #file: DisplaysFile;
  readonly #log: Log;
  #noted: NotedDisplays;
  /** The number it has had since it was last seen; a number of an earlier run is only a hint. */
  #seenId: number | null = null;

  constructor(file: DisplaysFile, log: Log) {
    this.#file = file;
    this.#log = log;
    this.#noted = file.read();
  }

  /** Throws NodeJS.ErrnoException if it cannot be written. */
  choose(display: KnownDisplay): void {
    this.#note(this.#with(display));
    this.#seenId = display.id;
  }

  get hadOwn(): boolean {
    return this.#noted.hadOwn;
  }

  /** The customer has a display of their own. */
  noteOwn(): void {
    if (!this.#noted.hadOwn) this.#tryToNote({ ...this.#noted, hadOwn: true });
  }

  forget(): void {
    this.#seenId = null;
    this.#tryToNote({ customer: null, screen: null, hadOwn: false });
  }

  /** Its current number; null if none was chosen or it is not connected. */
  idAmong(displays: readonly KnownDisplay[]): number | null {
    const found = this.#find(displays);
    this.#seenId = found?.id ?? null;
    if (found) this.#follow(found);
    return this.#seenId;
  }

  #find(displays: readonly KnownDisplay[]): KnownDisplay | undefined {
    const { customer, screen } = this.#noted;
    if (customer === null) return undefined;
    // A screen keeps its number for as long as it stays plugged in.
    const numbered = displays.find(({ id }) => id === (screen === null ? customer : this.#seenId));
    return numbered ?? (screen === null ? undefined : findScreen(displays, screen, customer));
  }

  /** It may have been rotated, moved or given another resolution, and must still be found after a restart. */
  #follow(display: KnownDisplay): void {
    const { customer, screen } = this.#noted;
    if (customer === display.id && isSame(fingerprintOf(display), screen)) return;
    this.#tryToNote(this.#with(display));
  }

  #with(display: KnownDisplay): NotedDisplays {
    return { ...this.#noted, customer: display.id, screen: fingerprintOf(display) };
  }

  /** A failed write is logged; the choice then lasts until the till is closed. */
  #tryToNote(noted: NotedDisplays): void {
    try {
      this.#note(noted);
    } catch (error) {
      this.#log.warn('the customer’s display could not be noted', { error });
    }
  }

  #note(noted: NotedDisplays): void {
    this.#noted = noted;
    this.#file.write(noted);
  }
}
