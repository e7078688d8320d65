/** What a row of the history is found by, and what a person types to find it. */
import type { Hundredths } from '#domain/money.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import { foldedText } from './folded-text.ts';
import type { HistoryRow } from './history.ts';
import { historyMoney } from './history.ts';

export interface SearchedText {
  /** The shop's own words, and amounts. */
  readonly words: string;
  /** References and IDs. */
  readonly numbers: string;
}

/** Begins each field; cannot be typed. */
const BEGIN = '\n';

/** Two characters, so that the last one of a field still begins a trigram, the shortest that the index knows. */
const END = '\n\n';

const fields = (texts: readonly (string | null | undefined)[]): string =>
  texts.map((text) => (text ? `${BEGIN}${foldedText(text)}${END}` : '')).join('');

const MARK = 0xe0_00;
const DIGITS = 10;

/** An amount matches whole, never within a longer one: its digits are private characters, which cannot be typed. */
const amountMark = (amount: Hundredths): string => {
  const edge = String.fromCodePoint(MARK + DIGITS);
  const digits = Array.from(String(amount), (digit) => String.fromCodePoint(MARK + Number(digit)));
  return `${edge}${digits.join('')}${edge}`;
};

/** For a refund only its own ID and what never changes: its row is not rewritten when its payment's is. */
export const searchedText = (row: HistoryRow): SearchedText => {
  if (row.kind === 'refund') {
    const { refund, payment } = row;
    const people = [refund.askedBy?.name, refund.approvedBy?.name];
    return {
      words: fields([payment?.orderReference, payment?.note, ...people]) + amountMark(refund.amount),
      numbers: fields([refund.reference, refund.gateway?.id, refund.paymentReference, refund.paymentId]),
    };
  }
  const { payment } = row;
  const amounts = new Set([payment.amount, historyMoney(row).amount]);
  return {
    words:
      fields([payment.orderReference, payment.note, payment.cashier?.name]) +
      [...amounts].map(amountMark).join(''),
    numbers: fields([payment.reference, payment.gateway?.id, payment.gateway?.methodTransactionId]),
  };
};

/** A text to be found in one column of `SearchedText`. */
export interface SearchPart {
  readonly column: keyof SearchedText;
  readonly text: string;
}

/** One word of a search: at least one of its parts must occur. */
export type SearchTerm = readonly SearchPart[];

/** Shorter ones occur in most references and IDs by chance. */
const LONG_NUMBER = 6;

/** The last four are what people read out. */
const LAST_DIGITS = 4;

const MOST_TERMS = 16;

/** A short number must be a whole one or, from four digits on, the end of one. */
const inNumbers = (text: string, isAmount: boolean): string => {
  if (!isAmount || text.length >= LONG_NUMBER) return text;
  return text.length >= LAST_DIGITS ? `${text}${END}` : `${BEGIN}${text}${END}`;
};

const termOf = (text: string, currency: string): SearchTerm => {
  const read = readAmount(text, currency);
  return [
    { column: 'words', text },
    { column: 'numbers', text: inNumbers(text, read.ok) },
    ...(read.ok ? [{ column: 'words', text: amountMark(read.amount) } as const] : []),
  ];
};

/**
 * A row is found that has all terms of any of these lists. Digits with blanks between them, as printed on paper, are tried
 * as one number too. Empty for a blank text.
 */
export const searchTerms = (text: string, currency: string): readonly (readonly SearchTerm[])[] => {
  const folded = foldedText(text);
  if (folded === '') return [];
  const words = [...new Set(folded.split(' '))].slice(0, MOST_TERMS);
  const terms = words.map((word) => termOf(word, currency));
  if (words.length === 1) return [terms];
  const isOneNumber = /^[\d ]+$/.test(folded) || readAmount(folded, currency).ok;
  return isOneNumber ? [terms, [termOf(folded.replaceAll(' ', ''), currency)]] : [terms];
};
