/** Rows of a list that could not be read. */
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { isAwaited } from '#domain/story/by-hand.ts';

/** Whether it has ended here although the gateway has never reported it, so that there is no ID to ask for it by. */
const isUnreported = (one: Payment | Refund): boolean => {
  if (one.gateway !== null) return false;
  return isAwaited(one) || (one.state === 'failed' && one.failure === 'never-arrived');
};

/** Whether the gateway may have it and has not reported it here yet. */
export const mayBeUnreported = (one: Payment | Refund): boolean =>
  one.gateway === null && (isUnreported(one) || one.state === 'sending' || one.state === 'unknown');

/** Whether it is only an ID, or nothing; our references have letters. */
export const namesNoReference = (name: string): boolean => /^\d*$/.test(name);

/**
 * Whether one of these rows (see `PaymentPage.unread`) may be a payment or refund of ours that is not in `listed` and
 * that only the list could reveal. Any other one is asked for by its ID.
 */
export const mayHide = (
  unread: readonly string[],
  ours: readonly (Payment | Refund)[],
  listed: readonly { readonly reference: string }[],
): boolean => {
  const read = new Set(listed.map(({ reference }) => reference));
  const unreported = ours.filter((one) => isUnreported(one) && !read.has(one.reference));
  return unread.some((name) =>
    namesNoReference(name) ? unreported.length > 0 : unreported.some(({ reference }) => reference === name),
  );
};
