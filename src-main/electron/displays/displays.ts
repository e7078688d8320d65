/** Where the two windows belong, given the displays there are. All in device-independent pixels. */

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a person has put a window. */
export interface WindowPlace {
  readonly bounds: Area;
  /** If so, `bounds` are those it returns to. */
  readonly isMaximized: boolean;
}

export interface DisplayArea {
  readonly id: number;
  readonly bounds: Area;
  /** Without the system's bars. */
  readonly workArea: Area;
}

export type CustomerPlace =
  | { readonly mode: 'whole-display'; readonly displayId: number; readonly bounds: Area }
  | { readonly mode: 'window'; readonly bounds: Area };

const TILL = { width: 1280, height: 800 };
const CUSTOMER = { width: 800, height: 600 };

/** In the upper left corner of the cashier's display, cut to fit it. */
export const placeTill = ({ workArea }: DisplayArea): Area => ({
  x: workArea.x,
  y: workArea.y,
  width: Math.min(TILL.width, workArea.width),
  height: Math.min(TILL.height, workArea.height),
});

/** The displays that do not mirror this one, from left to right. */
const othersThan = (one: DisplayArea, displays: readonly DisplayArea[]): readonly DisplayArea[] =>
  displays
    .filter((display) => display.id !== one.id && !isMirrorOf(one, display))
    .toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || a.id - b.id);

/** The system's main display, unless it was chosen for the customer and there is another. */
export const cashiersDisplay = (
  primary: DisplayArea,
  displays: readonly DisplayArea[],
  chosen: number | null,
): DisplayArea => (primary.id === chosen ? othersThan(primary, displays)[0] : undefined) ?? primary;

/**
 * The whole display chosen for the customer, or else the second display. With one display, a window in the lower right
 * corner, where it covers least of the till.
 */
export const placeCustomer = (
  primary: DisplayArea,
  displays: readonly DisplayArea[],
  chosen: number | null = null,
): CustomerPlace => {
  const others = othersThan(primary, displays);
  const second = others.find(({ id }) => id === chosen) ?? others[0];
  if (second) return { mode: 'whole-display', displayId: second.id, bounds: second.bounds };
  const { workArea } = primary;
  const width = Math.min(CUSTOMER.width, workArea.width);
  const height = Math.min(CUSTOMER.height, workArea.height);
  const x = workArea.x + workArea.width - width;
  const y = workArea.y + workArea.height - height;
  return { mode: 'window', bounds: { x, y, width, height } };
};

/** Whether the cashier can reach the till's window: not if it is on a display that is gone, or under the customer's. */
export const isTillReachable = (
  till: Area,
  primary: DisplayArea,
  displays: readonly DisplayArea[],
  chosen: number | null = null,
): boolean => {
  const customer = placeCustomer(primary, displays, chosen);
  const isTaken = (display: DisplayArea): boolean =>
    customer.mode === 'whole-display' && customer.displayId === display.id;
  return isReachable(
    till,
    displays.filter((display) => !isTaken(display)),
  );
};

/** Whether enough of a window is on some display for a person to grab it. */
export const isReachable = (window: Area, displays: readonly DisplayArea[]): boolean =>
  displays.some(({ workArea }) => {
    const width = overlap(window.x, window.width, workArea.x, workArea.width);
    const height = overlap(window.y, window.height, workArea.y, workArea.height);
    return width >= window.width / 2 && height >= window.height / 2;
  });

/** A display that mirrors the cashier's cannot be the customer's: a full screen on it would hide the till. */
const isMirrorOf = (primary: DisplayArea, { bounds }: DisplayArea): boolean => {
  const x = bounds.x + bounds.width / 2;
  const y = bounds.y + bounds.height / 2;
  return (
    overlap(x, 1, primary.bounds.x, primary.bounds.width) > 0 &&
    overlap(y, 1, primary.bounds.y, primary.bounds.height) > 0
  );
};

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
