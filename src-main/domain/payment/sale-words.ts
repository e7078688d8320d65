/** What may be typed beside an amount: the shop's own words for the sale, which the gateway never gets. */

export const MOST_OF_ORDER = 50;

/** What can be read on a screen at a glance. */
export const MOST_OF_NOTE = 200;

export type SaleWordsProblem = 'order-reference-invalid' | 'note-too-long' | 'characters-invalid';

export interface SaleWords {
  readonly orderReference: string;
  readonly note: string;
}

/** Line breaks, tabs and the like, and halves of characters: neither paper nor a line of a file can show them. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

const characters = (text: string): number => Array.from(text).length;

/** Why these cannot be kept, or null. */
export const saleWordsProblem = ({ orderReference, note }: SaleWords): SaleWordsProblem | null => {
  if (characters(orderReference) > MOST_OF_ORDER) return 'order-reference-invalid';
  if (characters(note) > MOST_OF_NOTE) return 'note-too-long';
  return UNPRINTABLE.test(orderReference) || UNPRINTABLE.test(note) ? 'characters-invalid' : null;
};
