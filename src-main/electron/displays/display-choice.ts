import { screen } from 'electron';
import type { DisplaysView } from '#contract/views/set-up/set-up-views.ts';
import type { DisplaysFile } from '#electron/files/displays-file.ts';
import type { Log } from '#services/ports.ts';
import { ChosenScreen } from './chosen-screen.ts';
import type { Area, CustomerPlace, DisplayArea } from './displays.ts';
import { cashiersDisplay, isTillReachable, placeCustomer } from './displays.ts';

/** Which display is the customer's: the screen that somebody has chosen, as long as it is there, or the second one. */
export class DisplayChoice {
  readonly #chosen: ChosenScreen;

  constructor(file: DisplaysFile, log: Log) {
    this.#chosen = new ChosenScreen(file, log);
  }

  /** False where there is no such display. Throws NodeJS.ErrnoException where it cannot be written. */
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
    return place;
  }

  /** The size of the customer's own display; null while their window stands on the cashier's. */
  own(): { readonly width: number; readonly height: number } | null {
    const { mode, bounds } = this.customers();
    return mode === 'whole-display' ? { width: bounds.width, height: bounds.height } : null;
  }

  /** Whether the customer has had a display of their own, in this run or an earlier one. */
  hadOwn(): boolean {
    return this.#chosen.hadOwn;
  }

  /** The customer's display is no longer missed, until there is one again. */
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

  #chosenId(): number | null {
    return this.#chosen.idAmong(screen.getAllDisplays());
  }
}
