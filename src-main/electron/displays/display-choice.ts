import { screen } from 'electron';
import type { WindowRole } from '#contract/calls.ts';
import type { DisplaysView } from '#contract/views/set-up/set-up-views.ts';
import type { DisplaysFile } from '#electron/files/displays-file.ts';
import type { PlacesFile } from '#electron/files/places-file.ts';
import type { Log } from '#services/ports.ts';
import { ChosenScreen } from './chosen-screen.ts';
import type { Area, CustomerPlace, DisplayArea } from './displays.ts';
import { cashiersDisplay, isReachable, isTillReachable, placeCustomer, placeTill } from './displays.ts';
import type { WindowPlace } from './displays.ts';
import { arrangementOf, WindowPlaces } from './window-places.ts';

/** Decides which display is the customer's: the chosen screen while it is connected, otherwise the second one. */
export class DisplayChoice {
  readonly #chosen: ChosenScreen;
  readonly #places: WindowPlaces;

  constructor(file: DisplaysFile, places: PlacesFile, log: Log) {
    this.#chosen = new ChosenScreen(file, log);
    this.#places = new WindowPlaces(places, log);
  }

  /** False if there is no such display. Throws NodeJS.ErrnoException if the choice cannot be written. */
  choose(id: number): boolean {
    const display = screen.getAllDisplays().find((one) => one.id === id);
    if (display) this.#chosen.choose(display);
    return display !== undefined;
  }

  cashiers(): DisplayArea {
    return cashiersDisplay(screen.getPrimaryDisplay(), screen.getAllDisplays(), this.#chosenId());
  }

  customers(): CustomerPlace {
    const place = placeCustomer(this.cashiers(), screen.getAllDisplays(), this.#chosenId());
    if (place.mode === 'whole-display') this.#chosen.noteOwn();
    else return { ...place, bounds: this.#kept('customer')?.bounds ?? place.bounds };
    return place;
  }

  /**
   * Where the till's window is while it does not fill its display: where somebody put it, if it can be reached there.
   */
  till(): WindowPlace {
    return this.#kept('till') ?? this.#usualTill();
  }

  /** The displays that are connected, and whether somebody has placed the till on them. */
  get arrangement(): { readonly name: string; readonly hasTill: boolean } {
    return { name: arrangementOf(screen.getAllDisplays()), hasTill: this.#kept('till') !== null };
  }

  /** Remembers where a person has put a window. */
  save(role: WindowRole, place: WindowPlace): void {
    const usual = role === 'till' ? this.#usualTill() : this.#usualCustomer();
    const isUsual = JSON.stringify(usual) === JSON.stringify(place);
    this.#places.save(screen.getAllDisplays(), role, isUsual ? null : place);
  }

  /** The size of the customer's own display; null while their window is on the cashier's. */
  own(): { readonly width: number; readonly height: number } | null {
    const { mode, bounds } = this.customers();
    return mode === 'whole-display' ? { width: bounds.width, height: bounds.height } : null;
  }

  /** Whether the customer has had a display of their own, in this run or an earlier one. */
  hadOwn(): boolean {
    return this.#chosen.hadOwn;
  }

  /** Stops reporting the customer's display as missing until there is one again. */
  forget(): void {
    this.#chosen.forget();
  }

  isTillReachable(till: Area): boolean {
    return isTillReachable(till, this.cashiers(), screen.getAllDisplays(), this.#chosenId());
  }

  /** Every display, the cashier's first, and what it shows. */
  list(): DisplaysView {
    const cashiers = this.cashiers().id;
    const place = this.customers();
    const customers = place.mode === 'whole-display' ? place.displayId : cashiers;
    const showsOn = (id: number): DisplaysView[number]['shows'] => {
      if (id === cashiers) return id === customers ? 'both' : 'till';
      return id === customers ? 'customer' : 'nothing';
    };
    return screen
      .getAllDisplays()
      .toSorted((one, other) => Number(other.id === cashiers) - Number(one.id === cashiers))
      .map(({ id, label, bounds }) => ({
        id,
        label,
        width: bounds.width,
        height: bounds.height,
        shows: showsOn(id),
      }));
  }

  #usualTill(): WindowPlace {
    // With only one display, the customer's window needs room beside the till.
    return { bounds: placeTill(this.cashiers()), isMaximized: this.own() !== null };
  }

  #usualCustomer(): WindowPlace {
    const { bounds } = placeCustomer(this.cashiers(), screen.getAllDisplays(), this.#chosenId());
    return { bounds, isMaximized: false };
  }

  #kept(role: WindowRole): WindowPlace | null {
    const place = this.#places.of(screen.getAllDisplays(), role);
    if (place === null) return null;
    const isThere =
      role === 'till'
        ? this.isTillReachable(place.bounds)
        : isReachable(place.bounds, screen.getAllDisplays());
    return isThere ? place : null;
  }

  #chosenId(): number | null {
    return this.#chosen.idAmong(screen.getAllDisplays());
  }
}
