/** What may be typed beside an amount: the shop's own words for the sale, which the gateway never gets. */
import { isSeenLine, isShownLine } from '#domain/free-text/shown-line.ts';

export const MAX_ORDER_LENGTH = 50;

/** Short enough to read at a glance on a screen. */
export const MAX_NOTE_LENGTH = 200;

export type SaleWordsProblem = 'order-reference-invalid' | 'note-too-long' | 'characters-invalid';

export interface SaleWords {
  readonly orderReference: string;
  readonly note: string;
}

const characters = (text: string): number => Array.from(text).length;

/** Blanks are typed before words; anything else that nobody sees would be an empty field that is not empty. */
const isReadable = (text: string): boolean => (text.trim() === '' ? isShownLine(text) : isSeenLine(text));

/** Why these words cannot be stored, or null. They are never tidied: another system may know the order by them. */
export const saleWordsProblem = ({ orderReference, note }: SaleWords): SaleWordsProblem | null => {
  if (characters(orderReference) > MAX_ORDER_LENGTH) return 'order-reference-invalid';
  if (characters(note) > MAX_NOTE_LENGTH) return 'note-too-long';
  return isReadable(orderReference) && isReadable(note) ? null : 'characters-invalid';
};

/** Whether a note, of a sale or a refund, can be stored. */
export const isNoteValid = (note: string): boolean => characters(note) <= MAX_NOTE_LENGTH && isReadable(note);
