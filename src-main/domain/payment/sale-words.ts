/** What may be typed beside an amount: the shop's own words for the sale, which the gateway never gets. */

export const MAX_ORDER_LENGTH = 50;

/** Short enough to read at a glance on a screen. */
export const MAX_NOTE_LENGTH = 200;

export type SaleWordsProblem = 'order-reference-invalid' | 'note-too-long' | 'characters-invalid';

export interface SaleWords {
  readonly orderReference: string;
  readonly note: string;
}

/**
 * Control characters, such as line breaks and tabs, and unpaired surrogates, which neither paper nor a line of a file
 * can show; and what turns the direction of the text around it, such as that of an amount on the same line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

const characters = (text: string): number => Array.from(text).length;

/** Why these words cannot be stored, or null. */
export const saleWordsProblem = ({ orderReference, note }: SaleWords): SaleWordsProblem | null => {
  if (characters(orderReference) > MAX_ORDER_LENGTH) return 'order-reference-invalid';
  if (characters(note) > MAX_NOTE_LENGTH) return 'note-too-long';
  return UNPRINTABLE.test(orderReference) || UNPRINTABLE.test(note) ? 'characters-invalid' : null;
};

/** Whether a note, of a sale or a refund, can be stored. */
export const isNoteValid = (note: string): boolean =>
  characters(note) <= MAX_NOTE_LENGTH && !UNPRINTABLE.test(note);
