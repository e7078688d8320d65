/** How large things must be for the customer, on a display of a known size and at a known distance. */
import type { CustomerView } from '#contract';
import { codeSizeOn, pixelsPerMm } from '#contract';

export interface Measures {
  /** How much larger than usual the words are. */
  readonly words: number;
  /** Smallest font size of the amount, px; 0 if nobody has measured the display. */
  readonly digits: number;
  /** Px along the code's card if the usual card is too small for the distance; null if it is not. */
  readonly card: number | null;
}

/** Smallest height of the amount's digits, mm. */
const DIGITS_MM = 20;
/** Height of a digit in the amount's font, as a share of the font size. */
const DIGIT_HEIGHT = 0.727;
/** A letter is easy to read when its capital height is at least 1/200 of the distance. */
const EASE = 1 / 200;
/** Usual font size of the words under the code, as a share of the display's shorter side. */
const USUAL_WORDS = 22 / 800;
/** Outside this range, something that must be on the screen would no longer fit. */
const WORDS = { least: 0.9, most: 1.15 };

interface Screen {
  readonly width: number;
  readonly height: number;
}

/** Length in mm of that many of the display's own pixels; null if nobody has measured the display. */
export const mmOf = (
  pixels: number,
  { inches }: Pick<CustomerView['display'], 'inches'>,
  screen: { readonly width: number; readonly height: number },
  pixelRatio: number,
): number | null => (inches === null ? null : Math.round(pixels / pixelRatio / pixelsPerMm(inches, screen)));

const clamped = (value: number, { least, most }: typeof WORDS): number =>
  Math.min(most, Math.max(least, value));

const wordsAt = (distance: number, pixels: number, { width, height }: Screen): number => {
  const capitals = distance * 10 * EASE * pixels;
  const usual = USUAL_WORDS * Math.min(width, height) * DIGIT_HEIGHT;
  return clamped(capitals / usual, WORDS);
};

/** Px along the code's card, as Customer.svelte and Code.svelte draw it on an unmeasured display. */
const usualCard = ({ width, height }: Screen, words: number): number => {
  const shorter = Math.min(width, height);
  const drawn = Math.min(shorter * 0.02, Math.max(width, height) * 0.0125);
  const rem = words * Math.min(44, Math.max(8, drawn, Math.min(shorter * 0.020834, 10)));
  if (width / height > 5 / 6) return Math.min(height - 7.75 * rem - Math.max(3.75 * rem, 56), width * 0.482);
  return Math.min(width - 6 * rem, height - 8 - 35.875 * rem - 2 * Math.max(3.25 * rem, 48));
};

/** @param screen the whole display, px */
export const measuresOf = ({ inches, distance }: CustomerView['display'], screen: Screen): Measures => {
  if (inches === null) return { words: 1, digits: 0, card: null };
  const pixels = pixelsPerMm(inches, screen);
  const digits = (DIGITS_MM * pixels) / DIGIT_HEIGHT;
  const words = distance === null ? 1 : wordsAt(distance, pixels, screen);
  const { card } = codeSizeOn({ inches, distance }, screen);
  return { words, digits, card: card > usualCard(screen, words) ? card : null };
};
