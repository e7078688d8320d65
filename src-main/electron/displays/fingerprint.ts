/**
 * Recognises physical screens. The system's number for a screen may change when a cable is pulled or the computer
 * restarts.
 */
import type { Area, DisplayArea } from './displays.ts';

/** How to recognise one screen. Lengths are in device-independent pixels, as its display had them. */
export interface Fingerprint {
  /** What the screen calls itself, such as 'DELL P2419H'; '' if it gives no name. */
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

/** Device pixels, the longer side first: rotating or scaling the screen does not change them. */
const sizeOf = ({ bounds, scaleFactor }: Fingerprint): string =>
  [bounds.width, bounds.height]
    .map((side) => Math.round(side * scaleFactor))
    .toSorted((one, other) => other - one)
    .join('×');

/** How well this display matches that screen, among screens of the same make. `lastId` is the number it last had. */
const likeness = (display: KnownDisplay, screen: Fingerprint, lastId: number | null): number => {
  const { bounds } = display;
  const isInPlace = bounds.x === screen.bounds.x && bounds.y === screen.bounds.y;
  return (
    (sizeOf(display) === sizeOf(screen) ? 2 : 0) +
    (display.scaleFactor === screen.scaleFactor ? 2 : 0) +
    (display.id === lastId ? 2 : 0) +
    // Two screens of the same make are told apart by their positions.
    (isInPlace ? 3 : 0)
  );
};

/**
 * The display that is that screen; undefined if it is not connected, or if only one display is: of two screens of the
 * same make it could be either.
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
