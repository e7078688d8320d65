import { screen } from 'electron';
import type { DisplaysView } from '#contract/set-up-views.ts';
import { placeCustomer } from './displays.ts';

/** The displays of this computer, the cashier's first, and what each of them shows. */
export const listDisplays = (): DisplaysView => {
  const primary = screen.getPrimaryDisplay();
  const displays = screen.getAllDisplays();
  const place = placeCustomer(primary, displays);
  const customers = place.mode === 'whole-display' ? place.displayId : primary.id;
  const showsOn = (id: number): DisplaysView[number]['shows'] => {
    if (id === primary.id) return id === customers ? 'both' : 'till';
    return id === customers ? 'customer' : 'nothing';
  };
  return displays
    .toSorted((one, other) => Number(other.id === primary.id) - Number(one.id === primary.id))
    .map(({ id, label, bounds }) => ({
      label,
      width: bounds.width,
      height: bounds.height,
      shows: showsOn(id),
    }));
};
