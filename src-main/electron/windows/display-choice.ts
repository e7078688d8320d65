import { screen } from 'electron';
import type { DisplaysView } from '#contract/views/set-up-views.ts';
import type { DisplaysFile } from '#electron/files/displays-file.ts';
import type { CustomerPlace, DisplayArea } from './displays.ts';
import { cashiersDisplay, isTillReachable, placeCustomer } from './displays.ts';
import type { Area } from './displays.ts';

/** Which display is the customer's: the one that somebody has chosen, as long as it is there, or the second one. */
export class DisplayChoice {
  readonly #file: DisplaysFile;
  #chosen: number | null;

  constructor(file: DisplaysFile) {
    this.#file = file;
    this.#chosen = file.read();
  }

  /** False where there is no such display. Throws NodeJS.ErrnoException where it cannot be written. */
  choose(id: number): boolean {
    if (!screen.getAllDisplays().some((display) => display.id === id)) return false;
    this.#file.write(id);
    this.#chosen = id;
    return true;
  }

  cashiers(): DisplayArea {
    return cashiersDisplay(screen.getPrimaryDisplay(), screen.getAllDisplays(), this.#chosen);
  }

  customers(): CustomerPlace {
    return placeCustomer(this.cashiers(), screen.getAllDisplays(), this.#chosen);
  }

  isTillReachable(till: Area): boolean {
    return isTillReachable(till, this.cashiers(), screen.getAllDisplays(), this.#chosen);
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
}
