import type { PaymentRecord } from '#simulator/store/records.ts';
import { STATUS, statusInfo } from '#simulator/store/statuses.ts';
import { textOf } from '#simulator/fields.ts';

/** The statuses with which a browser is sent back; Expired is not among them. */
const RETURN_STATUSES: readonly number[] = [
  STATUS.success,
  STATUS.cancelled,
  STATUS.failed,
  STATUS.pendingOnProvider,
];

/**
 * Where the browser goes when the flow is over: ReturnURL with `data` (the status) and MerchantTransactionID, and with
 * StatusID and StatusName while the payment is being processed. Undefined without a ReturnURL or for another status.
 */
export function returnUrl(payment: PaymentRecord, statusId: number): string | undefined {
  const target = (textOf(payment.request.ReturnURL) ?? '').replace(/^(https?)%3A%2F%2F/i, '$1://');
  if (!RETURN_STATUSES.includes(statusId) || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.searchParams.append('data', String(statusId));
  url.searchParams.append('MerchantTransactionID', payment.reference ?? '');
  if (statusId === STATUS.pendingOnProvider) {
    url.searchParams.append('StatusID', String(statusId));
    url.searchParams.append('StatusName', statusInfo(statusId));
  }
  return url.href;
}
