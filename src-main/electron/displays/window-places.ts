import type { WindowRole } from '#contract/calls.ts';
import type { NotedPlaces, PlacesFile } from '#electron/files/places-file.ts';
import type { Log } from '#services/ports.ts';
import type { WindowPlace } from './displays.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A shop has one or two; a laptop that travels has more. */
const MAX_ARRANGEMENTS = 12;

/** Identifies an arrangement by its screens and their places, not by the system's numbers for them. */
export const arrangementOf = (displays: readonly Fingerprint[]): string =>
  displays
    .map(({ label, scaleFactor, bounds: { x, y, width, height } }) =>
      [label, `${width}×${height}`, `@${scaleFactor}`, `${x},${y}`].join(' '),
    )
    .toSorted()
    .join(' + ');

/** Where people have put the windows, kept separately for each arrangement of displays. */
export class WindowPlaces {
  readonly #file: PlacesFile;
  readonly #log: Log;
  #noted: NotedPlaces;

  constructor(file: PlacesFile, log: Log) {
    this.#file = file;
    this.#log = log;
    this.#noted = file.read();
  }

  of(displays: readonly Fingerprint[], role: WindowRole): WindowPlace | null {
    const name = arrangementOf(displays);
    return this.#noted.find(({ arrangement }) => arrangement === name)?.[role] ?? null;
  }

  /** Null lets the till place the window. A failed write is logged; the place then lasts until the till is closed. */
  save(displays: readonly Fingerprint[], role: WindowRole, place: WindowPlace | null): void {
    const name = arrangementOf(displays);
    const before = this.#noted.find(({ arrangement }) => arrangement === name);
    if (JSON.stringify(before?.[role] ?? null) === JSON.stringify(place)) return;
    const now = { till: null, customer: null, ...before, arrangement: name, [role]: place };
    const others = this.#noted.filter(({ arrangement }) => arrangement !== name);
    this.#noted = [now, ...others].slice(0, MAX_ARRANGEMENTS);
    try {
      this.#file.write(this.#noted);
    } catch (error) {
      this.#log.warn('the place of a window could not be noted', { error });
    }
  }
}
