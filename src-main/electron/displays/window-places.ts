import type { WindowRole } from '#contract/calls.ts';
import type { NotedPlaces, PlacesFile } from '#electron/files/places-file.ts';
import type { Log } from '#services/ports.ts';
import type { WindowPlace } from './displays.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A shop has one or two; a laptop that travels has more. */
const MOST_ARRANGEMENTS = 12;

/** The same for the same screens in the same places, whatever numbers the system gives them. */
export const arrangementOf = (displays: readonly Fingerprint[]): string =>
  displays
    .map(({ label, scaleFactor, bounds: { x, y, width, height } }) =>
      [label, `${width}×${height}`, `@${scaleFactor}`, `${x},${y}`].join(' '),
    )
    .toSorted()
    .join(' + ');

/** Where people have put the windows, for each arrangement of displays apart. */
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

  /** Null: it stands where the till puts it. A disk that refuses is logged: the place then holds until the till is closed. */
  keep(displays: readonly Fingerprint[], role: WindowRole, place: WindowPlace | null): void {
    const name = arrangementOf(displays);
    const before = this.#noted.find(({ arrangement }) => arrangement === name);
    if (JSON.stringify(before?.[role] ?? null) === JSON.stringify(place)) return;
    const now = { till: null, customer: null, ...before, arrangement: name, [role]: place };
    const others = this.#noted.filter(({ arrangement }) => arrangement !== name);
    this.#noted = [now, ...others].slice(0, MOST_ARRANGEMENTS);
    try {
      this.#file.write(this.#noted);
    } catch (error) {
      this.#log.warn('the place of a window could not be noted', { error });
    }
  }
}
