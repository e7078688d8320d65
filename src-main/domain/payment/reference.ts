/**
 * The references of payments and refunds (MerchantTransactionID), unique per SiteID and at most 50 characters long:
 *
 *   T1-20261129-000007-Q4ZK7MA3F8-7HJ2K9QD            payment 7 of terminal T1
 *   HAUPTBA-7K2Q-20261129-R00002-Q4ZK7MA3F8-M3VQ0TXE  refund 2 of a terminal whose ID is no plain word
 *   └ terminal   └ UTC day └ number └ └ opening └ random; people call the payment by these eight
 *                                   └ installation
 *
 * Version 0.1 wrote T1-20261128-000001-Y11R5W2F: no installation, no opening.
 */
import type { Mark } from '#domain/installation/mark.ts';
import { IDENTITY_LENGTH, markText, OPENING_LENGTH } from '#domain/installation/mark.ts';
import { ALPHABET, lettersOf } from '#domain/installation/letters.ts';
import { isUnderOtherLayout } from './keyboard-layout.ts';
import { hasReference } from './scanned-text.ts';

/** What the gateway accepts as MerchantTransactionID (vendor's field hint on the payment requests). */
export const REFERENCE_PATTERN = /^[0-9a-zA-Z_-]{1,50}$/;

/**
 * Whether scanned text may be a reference or an order reference. Digits alone are bar codes of goods, which a search
 * would take for amounts.
 */
export const mayBeReference = (scanned: string): boolean =>
  (REFERENCE_PATTERN.test(scanned) && /\D/.test(scanned)) ||
  isUnderOtherLayout(scanned) ||
  hasReference(scanned);

const NAME_LENGTH = 8;
const MAX_WORD_LENGTH = 12;
const WORD_BEFORE_CHECK = 7;

const plainLetters = (terminalId: string): string => terminalId.replaceAll(/[^0-9a-zA-Z]/g, '');

/** Four characters that differ for all but one in a million pairs of texts: FNV-1a over the UTF-16 units. */
const checkOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return lettersOf([hash >>> 24, hash >>> 16, hash >>> 8, hash]);
};

/**
 * How a terminal is named in its references. An ID that is a short word of Latin letters and digits is used as it is.
 * Any other ID is reduced to such letters and gets a check of the whole ID, because 一号店 and 二号店 have no such letters
 * and HAUPTBAHNHOF-1 and -2 begin alike.
 */
const terminalPart = (terminalId: string): string => {
  const letters = plainLetters(terminalId);
  if (letters === terminalId && letters !== '' && letters.length <= MAX_WORD_LENGTH) return letters;
  return `${letters.slice(0, WORD_BEFORE_CHECK) || 'T'}-${checkOf(terminalId)}`;
};

/** How version 0.1 named it. */
const firstTerminalPart = (terminalId: string): string =>
  plainLetters(terminalId).slice(0, MAX_WORD_LENGTH) || 'T';

/** Where a reference comes from. */
export interface Origin {
  readonly terminalId: string;
  readonly mark: Mark;
}

const referenceOf = ({ terminalId, mark }: Origin, at: number, number: string, bytes: Uint8Array): string => {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  const name = lettersOf(bytes.slice(0, NAME_LENGTH));
  return [terminalPart(terminalId), day, number, markText(mark), name].join('-');
};

/** A payment reference that is never used again; see `Mark`. `bytes` are at least 8 random bytes. */
export const makeReference = (origin: Origin, at: number, number: number, bytes: Uint8Array): string =>
  referenceOf(origin, at, String(number).padStart(6, '0'), bytes);

/** The same for a refund, whose number begins with an R. */
export const makeRefundReference = (origin: Origin, at: number, number: number, bytes: Uint8Array): string =>
  referenceOf(origin, at, `R${String(number).padStart(5, '0')}`, bytes);

/** What a reference of this till, or of another Countertop, says. */
export interface ReferenceParts {
  readonly terminal: string;
  readonly of: 'payment' | 'refund';
  readonly number: number;
  /** Null in references of version 0.1. */
  readonly mark: Mark | null;
}

const PARTS = new RegExp(
  `^(.+)-\\d{8}-(R?)(\\d+)(?:-([${ALPHABET}]{${IDENTITY_LENGTH}})([${ALPHABET}]{${OPENING_LENGTH}}))?-[${ALPHABET}]{${NAME_LENGTH}}$`,
);

/** Undefined for a reference that no Countertop made. */
export const readReference = (reference: string): ReferenceParts | undefined => {
  const [, terminal, refund, number, identity, opening] = PARTS.exec(reference) ?? [];
  if (terminal === undefined) return undefined;
  const mark = identity === undefined || opening === undefined ? null : { identity, opening };
  return { terminal, of: refund === 'R' ? 'refund' : 'payment', number: Number(number), mark };
};

/** Whether a reference names this terminal. */
export const isUnderTerminal = (reference: string, terminalId: string): boolean => {
  const parts = readReference(reference);
  if (!parts) return reference.startsWith(`${terminalPart(terminalId)}-`);
  return parts.terminal === (parts.mark ? terminalPart : firstTerminalPart)(terminalId);
};

/** The running numbers of payments, or of refunds, that a journal has given so far. */
export interface NumbersSoFar {
  /** The highest; 0 before the first. */
  readonly last: number;
  /** The highest before rows were lost; undefined if none ever were. */
  readonly lost: number | undefined;
  has(number: number): boolean;
}

/**
 * The running number of a new payment or refund: the next one. Once rows were lost, an imported one keeps the number in
 * its reference, and no other gets a number that may have been used.
 */
export const runningNumber = (reference: string, soFar: NumbersSoFar): number => {
  const { last, lost } = soFar;
  const next = Math.max(last, lost ?? 0) + 1;
  const own = lost === undefined ? undefined : readReference(reference)?.number;
  return own === undefined || own === 0 || soFar.has(own) ? next : own;
};

/** A payment's short name for people: the shop's own number, else the end of the reference. */
export const shortName = (payment: { readonly orderReference: string; readonly reference: string }): string =>
  payment.orderReference || payment.reference.slice(-NAME_LENGTH);
