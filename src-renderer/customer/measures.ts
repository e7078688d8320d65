/** Sizes in the customer's hand and eye: how large things are on a display of a known size, for a known distance. */
import type { CustomerView } from '#contract';

export interface Measures {
  /** How much larger than usual words are. */
  readonly words: number;
  /** Font size of the amount at least, px; 0 where nobody measured the display. */
  readonly digits: number;
}

const MM_PER_INCH = 25.4;
/** The digits of the amount, mm high at least. */
const DIGITS_MM = 20;
/** Height of a digit of the amount's font, in its size. */
const DIGIT_HEIGHT = 0.727;
/** A letter is read with ease when its capital is a two hundredth of the distance. */
const EASE = 1 / 200;
/** Words under the code, in px, on a display that is this wide and high. */
const USUAL_WORDS = 22 / 800;
/** Beyond these, what must be on the screen would no longer fit. */
const WORDS = { least: 0.9, most: 1.15 };

export const pixelsPerMm = (
  inches: number,
  { width, height }: { readonly width: number; readonly height: number },
): number => Math.hypot(width, height) / (inches * MM_PER_INCH);

/** How long so many of the display's own pixels are, mm; null where nobody measured it. */
export const mmOf = (
  pixels: number,
  { inches }: Pick<CustomerView['display'], 'inches'>,
  screen: { readonly width: number; readonly height: number },
  pixelRatio: number,
): number | null => (inches === null ? null : Math.round(pixels / pixelRatio / pixelsPerMm(inches, screen)));

const clamped = (value: number, { least, most }: typeof WORDS): number =>
  Math.min(most, Math.max(least, value));

/** @param screen the whole display, px */
export const measuresOf = (
  { inches, distance }: CustomerView['display'],
  screen: { readonly width: number; readonly height: number },
): Measures => {
  if (inches === null) return { words: 1, digits: 0 };
  const pixels = pixelsPerMm(inches, screen);
  const digits = (DIGITS_MM * pixels) / DIGIT_HEIGHT;
  if (distance === null) return { words: 1, digits };
  const capitals = distance * 10 * EASE * pixels;
  const usual = USUAL_WORDS * Math.min(screen.width, screen.height) * DIGIT_HEIGHT;
  return { words: clamped(capitals / usual, WORDS), digits };
};
