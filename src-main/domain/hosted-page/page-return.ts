/**
 * How the gateway's page sends the customer back: ReturnURL with `data` and MerchantTransactionID
 * (APM/s2p-redirection-status-vs-notification-status/). It is unsigned and in the customer's hands, so it only chooses
 * a picture. The till asks the gateway whether money moved.
 */

/** What the customer sees until the gateway has answered: the payment is being confirmed, or is being cancelled. */
export type WaitingPicture = 'confirming' | 'cancelling';

export type PageReturn =
  | { readonly kind: 'elsewhere' }
  /** Back to the shop, but with another payment's reference. */
  | { readonly kind: 'another-payment' }
  | { readonly kind: 'returned'; readonly picture: WaitingPicture };

/** 3 Cancelled and 4 Failed; 2, 7, 9 and whatever is unknown may have taken money. */
const STOPPED: readonly string[] = ['3', '4'];

const withoutQuery = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/** Whether an address is the shop's ReturnURL, ignoring its query. */
export const isReturn = (address: string, returnUrl: string): boolean =>
  URL.canParse(address) &&
  URL.canParse(returnUrl) &&
  withoutQuery(new URL(address)) === withoutQuery(new URL(returnUrl));

/** What navigating to this address says about the payment with this reference. */
export const returnOf = (address: string, returnUrl: string, reference: string): PageReturn => {
  if (!isReturn(address, returnUrl)) return { kind: 'elsewhere' };
  const { searchParams } = new URL(address);
  const named = searchParams.getAll('MerchantTransactionID');
  if (named.length === 0 || named.some((one) => one !== reference)) return { kind: 'another-payment' };
  const isStopped = STOPPED.includes(searchParams.getAll('data').at(-1) ?? '');
  return { kind: 'returned', picture: isStopped ? 'cancelling' : 'confirming' };
};
