/**
 * Which physical screen a display is. The system's number of it may change whenever a cable is pulled or the computer
 * starts again.
 */
import type { Area, DisplayArea } from './displays.ts';

/** Of one screen. Lengths in device-independent pixels, as its display had them. */
export interface Fingerprint {
  /** What the screen says of itself, as in 'DELL P2419H'; '' where it says nothing. */
  readonly label: string;
  readonly internal: boolean;
  readonly scaleFactor: number;
  readonly bounds: Area;
}

export type KnownDisplay = DisplayArea & Fingerprint;

export const fingerprintOf = ({ label, internal, scaleFactor, bounds }: Fingerprint): Fingerprint => ({
  label,
  internal,
  scaleFactor,
  bounds: { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height },
});

/** Device pixels, the longer side first: a screen that is turned or scaled keeps them. */
const sizeOf = ({ bounds, scaleFactor }: Fingerprint): string =>
  [bounds.width, bounds.height]
    .map((side) => Math.round(side * scaleFactor))
    .toSorted((one, other) => other - one)
    .join('×');

/** How far this display is that screen, among screens of the same make. `lastId` is the number that it had. */
const likeness = (display: KnownDisplay, screen: Fingerprint, lastId: number | null): number => {
  const { bounds } = display;
  const isInPlace = bounds.x === screen.bounds.x && bounds.y === screen.bounds.y;
  return (
    (sizeOf(display) === sizeOf(screen) ? 2 : 0) +
    (display.scaleFactor === screen.scaleFactor ? 2 : 0) +
    (display.id === lastId ? 2 : 0) +
    // Twins are told apart by where they stand.
    (isInPlace ? 3 : 0)
  );
};

/**
 * The display of that screen among those there are; undefined where it is not there, or where there is only one: of two
 * of the same make that one may be either.
 */
export const findScreen = (
  displays: readonly KnownDisplay[],
  screen: Fingerprint,
  lastId: number | null,
): KnownDisplay | undefined => {
  if (displays.length < 2) return undefined;
  return displays
    .filter(({ label, internal }) => label === screen.label && internal === screen.internal)
    .toSorted((one, other) => likeness(other, screen, lastId) - likeness(one, screen, lastId))[0];
};
