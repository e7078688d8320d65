/**
 * The address of a receipt at the office, for a customer's phone: `/r/<station>.<reference>.<signature>?l=<language>`.
 *
 * The till shows it as soon as a payment is paid, without asking the office and perhaps before the office has the row.
 * So the office cannot look it up in a list. Instead the till signs the reference, and the signature proves that the
 * till made the address. The key is the SHA-256 of the till's credential, which both sides know; without the credential
 * nobody can make an address. The address names the station, so the office has to query only one shard.
 */
import type { LanguageName } from '#domain/shop/language.ts';
import { languageOf } from '#domain/shop/language.ts';

export const RECEIPTS_PATH = '/r/';

/** How many bytes of the HMAC-SHA256 are in the address. Nobody guesses 128 bits. */
export const SIGNATURE_BYTES = 16;

/**
 * Long enough to exchange goods and to check a month's statement; ms. After that the till can still print the receipt.
 */
export const RECEIPT_LIFETIME_MS = 30 * 24 * 3_600_000;

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

/** Undefined for a token that no till makes. */
export const readReceiptToken = (token: string): ReceiptToken | undefined => {
  const [, station, reference, signature] = TOKEN.exec(token) ?? [];
  return station === undefined || reference === undefined || signature === undefined
    ? undefined
    : { station, reference, signature };
};

/** The language that an address names; English if it names none. */
export const receiptLanguage = (named: string | undefined): LanguageName => languageOf([named ?? '']);
