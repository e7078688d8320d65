/** What a scanner adds to the text of a code, and what codes people scan at a till by mistake. */
import { IDENTITY_LENGTH, OPENING_LENGTH } from '#domain/installation/mark.ts';
import { referencesUnderOtherLayouts, underLayouts } from './keyboard-layout.ts';

/** Some scanners say first which kind of code it was: ']C1' (AIM's identifiers, ISO/IEC 15424). */
export const withoutKind = (scanned: string): string => scanned.replace(/^\s*\][A-Za-z][0-9A-Za-z]/, '');

/** A reference but for its terminal, which nothing tells from other letters before it. */
const REFERENCE_WITHIN = new RegExp(
  `(?<=-)\\d{8}-r?\\d+(?:-[0-9a-z]{${IDENTITY_LENGTH + OPENING_LENGTH}})?-[0-9a-z]{8}`,
);

/** The reference, without its terminal and in capitals, in a text that has more: a prefix, a suffix, or itself twice. */
const referencesWithin = (scanned: string): readonly string[] =>
  underLayouts(scanned).flatMap((text) => REFERENCE_WITHIN.exec(text)?.[0].toUpperCase() ?? []);

/** Whether the text of a code has a reference of a till in it. */
export const hasReference = (scanned: string): boolean => referencesWithin(scanned).length > 0;

/** What may have been meant by a text that was typed or scanned, likelier first. */
export const readingsOf = (text: string): readonly string[] => [
  ...new Set([text, withoutKind(text), ...referencesUnderOtherLayouts(text), ...referencesWithin(text)]),
];

/**
 * Whether a code may be the one that a customer's wallet shows to shops that scan it: Alipay's 16 to 24 digits from 25
 * to 30, WeChat's 18 from 10 to 15, UnionPay's 19 from 62 (fields auth_code of their documents for shops).
 */
export const isWalletCode = (code: string): boolean =>
  /^(?:(?:2[5-9]|30)\d{14,22}|1[0-5]\d{16}|62\d{17})$/.test(code);
