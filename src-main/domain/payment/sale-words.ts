/** What may be typed beside an amount: the shop's own words for the sale, which the gateway never gets. */

export const MOST_OF_ORDER = 50;

/** Short enough to read at a glance on a screen. */
export const MOST_OF_NOTE = 200;

export type SaleWordsProblem = 'order-reference-invalid' | 'note-too-long' | 'characters-invalid';

export interface SaleWords {
  readonly orderReference: string;
  readonly note: string;
}

/**
 * Control characters, such as line breaks and tabs, and unpaired surrogates. Neither paper nor a line of a file can
 * show them.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

const characters = (text: string): number => Array.from(text).length;

/** Why these words cannot be stored, or null. */
export const saleWordsProblem = ({ orderReference, note }: SaleWords): SaleWordsProblem | null => {
  if (characters(orderReference) > MOST_OF_ORDER) return 'order-reference-invalid';
  if (characters(note) > MOST_OF_NOTE) return 'note-too-long';
  return UNPRINTABLE.test(orderReference) || UNPRINTABLE.test(note) ? 'characters-invalid' : null;
};
