/** Sizes in the customer's hand and eye: how large things are on a display of a known size, for a known distance. */
import type { CustomerView } from '#contract';
import { codeSizeOn, pixelsPerMm } from '#contract';

export interface Measures {
  /** How much larger than usual words are. */
  readonly words: number;
  /** Font size of the amount at least, px; 0 where nobody measured the display. */
  readonly digits: number;
  /** Px along the code's card where the usual one is too small for that distance; null where it is not. */
  readonly card: number | null;
}

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

interface Screen {
  readonly width: number;
  readonly height: number;
}

/** How long so many of the display's own pixels are, mm; null where nobody measured it. */
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

/** Px along the code's card as Customer.svelte and Code.svelte draw it for a display that nobody has measured. */
const usualCard = ({ width, height }: Screen, words: number): number => {
  const shorter = Math.min(width, height) * 0.02;
  const rem = words * Math.min(44, Math.max(10, Math.min(shorter, Math.max(width, height) * 0.0125)));
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
