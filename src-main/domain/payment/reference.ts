import { isUnderOtherLayout } from './keyboard-layout.ts';

/** What the gateway accepts as MerchantTransactionID (vendor's field hint on the payment requests). */
export const REFERENCE_PATTERN = /^[0-9a-zA-Z_-]{1,50}$/;

/**
 * Whether scanned text may be a reference or an order reference. Digits alone are bar codes of goods: a search would
 * take them for amounts.
 */
export const mayBeReference = (scanned: string): boolean =>
  (REFERENCE_PATTERN.test(scanned) && /\D/.test(scanned)) || isUnderOtherLayout(scanned);

/** Crockford's base 32: without I, L, O and U: nothing is mistaken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SUFFIX_LENGTH = 8;

const referenceOf = (terminalId: string, at: number, number: string, bytes: Uint8Array): string => {
  const station = terminalId.replaceAll(/[^0-9a-zA-Z]/g, '').slice(0, 12) || 'T';
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  const suffix = Array.from(bytes.slice(0, SUFFIX_LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${station}-${day}-${number}-${suffix}`;
};

/**
 * A payment reference that is never used again: terminal, UTC day, running number in this journal, random suffix.
 * The running number makes it unique on this station; the 40 random bits keep it unique when two stations have the
 * same terminal ID or a journal was restored from an older copy. `bytes` are at least 8 random bytes.
 */
export const makeReference = (terminalId: string, at: number, number: number, bytes: Uint8Array): string =>
  referenceOf(terminalId, at, String(number).padStart(6, '0'), bytes);

/** The same for a refund, whose number begins with an R. */
export const makeRefundReference = (
  terminalId: string,
  at: number,
  number: number,
  bytes: Uint8Array,
): string => referenceOf(terminalId, at, `R${String(number).padStart(5, '0')}`, bytes);

const OURS = /-\d{8}-R?(\d{5,9})-[0-9A-Z]{8}$/;

/** The running number in a reference that `makeReference` or `makeRefundReference` has made; undefined in any other. */
export const numberIn = (reference: string): number | undefined => {
  const digits = OURS.exec(reference)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The running numbers of payments, or of refunds, that a journal has given so far. */
export interface NumbersSoFar {
  /** The highest; 0 before the first. */
  readonly last: number;
  /** The highest before rows were lost; undefined where none ever were. */
  readonly lost: number | undefined;
  has(number: number): boolean;
}

/**
 * The running number under which a journal takes in what begins: the next. Once rows were lost, what is imported keeps the
 * number in its reference, and nothing else gets one that may have been used.
 */
export const runningNumber = (reference: string, soFar: NumbersSoFar): number => {
  const { last, lost } = soFar;
  const next = Math.max(last, lost ?? 0) + 1;
  const own = lost === undefined ? undefined : numberIn(reference);
  return own === undefined || own === 0 || soFar.has(own) ? next : own;
};

/** A payment's short name for people: the shop's own number, else the end of the reference. */
export const shortName = (payment: { readonly orderReference: string; readonly reference: string }): string =>
  payment.orderReference || payment.reference.slice(-SUFFIX_LENGTH);
