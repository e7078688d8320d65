import type { PaymentRecord } from '#simulator/store/records.ts';
import { STATUS, statusInfo } from '#simulator/store/statuses.ts';
import { textOf } from '#simulator/fields.ts';

/** The statuses a browser is sent back with; there is none for Expired. */
const RETURNED: readonly number[] = [
  STATUS.success,
  STATUS.cancelled,
  STATUS.failed,
  STATUS.pendingOnProvider,
];

/**
 * Where the browser goes when the flow is over: ReturnURL with `data` (the status) and MerchantTransactionID, and for
 * a payment in processing StatusID and StatusName as well. Undefined when there is no such address or status.
 */
export function returnUrl(payment: PaymentRecord, statusId: number): string | undefined {
  const target = (textOf(payment.request.ReturnURL) ?? '').replace(/^(https?)%3A%2F%2F/i, '$1://');
  if (!RETURNED.includes(statusId) || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.searchParams.append('data', String(statusId));
  url.searchParams.append('MerchantTransactionID', payment.reference ?? '');
  if (statusId === STATUS.pendingOnProvider) {
    url.searchParams.append('StatusID', String(statusId));
    url.searchParams.append('StatusName', statusInfo(statusId));
  }
  return url.href;
}
