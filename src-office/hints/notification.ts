/** What the gateway sends. Only the payment or refund it is about is used. */
import { z } from 'zod';
import { REFERENCE_PATTERN } from '#domain/payment/reference.ts';
import { indexed } from '../database/insert.ts';

export interface Notification {
  /** The root of the body, such as 'Payment'. */
  readonly type: string;
  /** Null if no payment or refund of a till is meant. */
  readonly reference: string | null;
}

/** The types that tills look up. */
const LOOKED_UP: readonly string[] = ['Payment', 'Refund'];

export const isLookedUp = ({ type }: Notification): boolean => LOOKED_UP.includes(type);

/** A JSON object with one root of any name: types unknown so far are stored too. */
const sent = z.record(z.string(), z.unknown()).refine((body) => Object.keys(body).length === 1);

const named = z.object({ MerchantTransactionID: z.string().regex(REFERENCE_PATTERN) });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Undefined if it is not a notification at all. */
export const readNotification = (text: string): Notification | undefined => {
  const body = sent.safeParse(parsed(text));
  if (!body.success) return undefined;
  const [[root, content]] = Object.entries(body.data) as [[string, unknown]];
  const about = named.safeParse(content);
  const type = indexed(root);
  const reference = about.success && LOOKED_UP.includes(type) ? about.data.MerchantTransactionID : null;
  return { type, reference };
};
