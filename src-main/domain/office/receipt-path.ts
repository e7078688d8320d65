/**
 * Where a customer's phone finds a receipt at the office: `/r/<station>.<reference>.<signature>?l=<language>`.
 *
 * The till shows it the moment a payment is paid, without asking the office and perhaps before the office has the row. So it
 * is not looked up in a list: the till signs the reference, and the signature proves to the office that the till made it.
 * The key is the SHA-256 of the till's credential, which both know; nobody can make an address without a credential. It
 * names the station, so that only one shard is asked.
 */
import type { LanguageName } from '#domain/shop/language.ts';
import { languageOf } from '#domain/shop/language.ts';

export const RECEIPTS_PATH = '/r/';

/** How many bytes of the HMAC-SHA256 are in the address: nobody guesses 128 bits. */
export const SIGNATURE_BYTES = 16;

/** As long as goods are usually exchanged, and a month's statement checked; ms. After that the till can still print it. */
export const RECEIPT_LASTS = 30 * 24 * 3_600_000;

/** What is signed. */
export const signedText = (reference: string): string => `receipt ${reference}`;

export interface ReceiptToken {
  readonly station: string;
  readonly reference: string;
  /** In base64url. */
  readonly signature: string;
}

export const receiptPath = (
  { station, reference, signature }: ReceiptToken,
  language: LanguageName,
): string => `${RECEIPTS_PATH}${station}.${reference}.${signature}?l=${language}`;

const TOKEN = /^([0-9A-Z]{1,64})\.([0-9a-zA-Z_-]{1,50})\.([\w-]{22})$/;

/** Undefined for what no till makes. */
export const readReceiptToken = (token: string): ReceiptToken | undefined => {
  const [, station, reference, signature] = TOKEN.exec(token) ?? [];
  return station === undefined || reference === undefined || signature === undefined
    ? undefined
    : { station, reference, signature };
};

/** The language of an address; English where it names none. */
export const receiptLanguage = (named: string | undefined): LanguageName => languageOf([named ?? '']);
