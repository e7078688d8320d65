/** What scanners add to the text of a code, and which codes people scan by mistake. */
import { IDENTITY_LENGTH, OPENING_LENGTH } from '#domain/installation/mark.ts';
import { referencesUnderOtherLayouts, underLayouts } from './keyboard-layout.ts';

/** Some scanners put the kind of code first: ']C1' (AIM's identifiers, ISO/IEC 15424). */
export const withoutKind = (scanned: string): string => scanned.replace(/^\s*\][A-Za-z][0-9A-Za-z]/, '');

/** A reference without its terminal, which cannot be told from other letters before it. */
const REFERENCE_WITHIN = new RegExp(
  `(?<=-)\\d{8}-r?\\d+(?:-[0-9a-z]{${IDENTITY_LENGTH + OPENING_LENGTH}})?-[0-9a-z]{8}`,
);

/**
 * The reference, without its terminal and in upper case, within a longer text: one with a prefix, a suffix, or the
 * reference twice.
 */
const referencesWithin = (scanned: string): readonly string[] =>
  underLayouts(scanned).flatMap((text) => REFERENCE_WITHIN.exec(text)?.[0].toUpperCase() ?? []);

/** Whether the text of a code contains a till's reference. */
export const hasReference = (scanned: string): boolean => referencesWithin(scanned).length > 0;

/** What a typed or scanned text may mean, likelier readings first. */
export const readingsOf = (text: string): readonly string[] => [
  ...new Set([text, withoutKind(text), ...referencesUnderOtherLayouts(text), ...referencesWithin(text)]),
];

/**
 * Whether a code may be the one that a customer's wallet shows to shops that scan it: Alipay's 16 to 24 digits from 25
 * to 30, WeChat's 18 from 10 to 15, UnionPay's 19 from 62 (fields auth_code of their documents for shops).
 */
export const isWalletCode = (code: string): boolean =>
  /^(?:(?:2[5-9]|30)\d{14,22}|1[0-5]\d{16}|62\d{17})$/.test(code);
