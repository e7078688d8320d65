/** Receipts for customers' phones: an address shows one receipt, and nothing else of the shop. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import {
  readReceiptToken,
  RECEIPT_LIFETIME_MS,
  receiptLanguage,
  RECEIPTS_PATH,
} from '#domain/office/receipt-path.ts';
import type { ReceiptToken } from '#domain/office/receipt-path.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { describeReceipt } from '#domain/print/receipt.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import type { Database } from '../database/database.ts';
import { addressOf, peerOf } from '../doors/caller.ts';
import { rateLimit, retryAfter } from '../doors/rate-limit.ts';
import type { Outside } from '../outside.ts';
import { isGenuine } from './genuine-token.ts';
import { readReceipt } from './receipt-subject.ts';
import { messagePage, slipPage, STYLE_HASH } from './slip-html.ts';

/** Per address: a shop's guests share one, and phones repeat the request while they wait for a receipt. */
const MAX_PER_MINUTE = 120;
/** The first and the longest wait for a row that is not here yet; s. */
const WAITS = { first: 2, longest: 60 };
const DAY = 24 * 3_600_000;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
};

const BEGUN = /-(\d{4})(\d\d)(\d\d)-R?\d+-/;

/** The day the till made the reference, so that an address expires even without its row; epoch ms. */
const begunBy = (reference: string): number => {
  const [, year, month, day] = BEGUN.exec(reference) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) + DAY;
};

/** The same answer whether there once was a receipt or never. */
const none = (context: Context, language: LanguageName): Response =>
  context.body(messagePage(RECEIPT_WORDS[language].noReceipt, { language, again: null }), 404, {
    ...HEADERS,
  });

/** Each time the phone waits twice as long. */
const notYet = (context: Context, language: LanguageName): Response => {
  const asked = Number(context.req.query('n') ?? 0);
  const times = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 10) : 0;
  const again = {
    after: Math.min(WAITS.first * 2 ** times, WAITS.longest),
    at: `?l=${language}&n=${times + 1}`,
  };
  return context.body(messagePage(RECEIPT_WORDS[language].onItsWay, { language, again }), 200, {
    ...HEADERS,
  });
};

export interface ReceiptParts {
  readonly database: Database;
  readonly outside: Outside;
}

const show = async (
  { database, outside }: ReceiptParts,
  context: Context,
  token: ReceiptToken,
  language: LanguageName,
): Promise<Response> => {
  const now = outside.now();
  const receipt = await readReceipt(database, token, now);
  const since = receipt?.subject.payment.changedAt ?? begunBy(token.reference);
  if (!(now < since + RECEIPT_LIFETIME_MS)) return none(context, language);
  if (!receipt || !isFinal(receipt.subject.payment)) return notYet(context, language);
  const { subject, ...options } = receipt;
  const words = RECEIPT_WORDS[language];
  const slip = describeReceipt(subject, { ...options, copy: 1, language, words });
  return context.body(slipPage(slip), 200, { ...HEADERS });
};

/** GET → the receipt, or a page saying that it is on its way; 404 if there is none, or no longer. */
export const receiptDoor = (parts: ReceiptParts): Hono => {
  const asked = rateLimit(parts.outside, MAX_PER_MINUTE);
  const app = new Hono();
  app.get(`${RECEIPTS_PATH}:token`, async (context) => {
    const language = receiptLanguage(context.req.query('l'));
    const waitMs = asked.take(addressOf(peerOf(context), context.req.raw.headers));
    if (waitMs > 0) return context.body(null, 429, { ...HEADERS, ...retryAfter(waitMs) });
    const token = readReceiptToken(context.req.param('token'));
    if (!token || !(await isGenuine(parts.database, token))) return none(context, language);
    return show(parts, context, token, language);
  });
  return app;
};
