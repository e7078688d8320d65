/** The text by which a row of the history is found, and the search for what a person types. */
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

/** Marks the beginning of each field; cannot be typed. */
const BEGIN = '\n';

/** Two characters, so that even the last character of a field begins a trigram, the shortest unit of the index. */
const END = '\n\n';

const fields = (texts: readonly (string | null | undefined)[]): string =>
  texts.map((text) => (text ? `${BEGIN}${foldedText(text)}${END}` : '')).join('');

const MARK = 0xe0_00;
const DIGITS = 10;

/**
 * An amount is found only as a whole, never within a longer one: its digits are private-use characters, which cannot be
 * typed.
 */
const amountMark = (amount: Hundredths): string => {
  const edge = String.fromCodePoint(MARK + DIGITS);
  const digits = Array.from(String(amount), (digit) => String.fromCodePoint(MARK + Number(digit)));
  return `${edge}${digits.join('')}${edge}`;
};

/**
 * A refund's text has its own IDs and only such facts of its payment as never change, because it is not rewritten with
 * the payment.
 */
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

/** Shorter numbers occur in most references and IDs by chance. */
const LONG_NUMBER = 6;

/** People read out the last four digits. */
const LAST_DIGITS = 4;

const MAX_TERMS = 16;

/** A short number must match a whole number or, from four digits on, the end of one. */
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
 * Finds the rows that have all terms of at least one of these lists. Digits with blanks between them, as printed on
 * paper, are also searched as one number. Empty for a blank text.
 */
export const searchTerms = (text: string, currency: string): readonly (readonly SearchTerm[])[] => {
  const folded = foldedText(text);
  if (folded === '') return [];
  const words = [...new Set(folded.split(' '))].slice(0, MAX_TERMS);
  const terms = words.map((word) => termOf(word, currency));
  if (words.length === 1) return [terms];
  const isOneNumber = /^[\d ]+$/.test(folded) || readAmount(folded, currency).ok;
  return isOneNumber ? [terms, [termOf(folded.replaceAll(' ', ''), currency)]] : [terms];
};
