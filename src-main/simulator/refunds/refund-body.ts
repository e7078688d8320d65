import { stepAt } from '#simulator/store/timeline.ts';
import type { RefundRecord } from '#simulator/store/records.ts';
import { statusBody } from '#simulator/payments/status-body.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Site } from '#simulator/site.ts';
import { omitsEmptyKeys, withoutNulls } from '#simulator/payments/quirks.ts';
import { stamp } from '#simulator/stamp.ts';

/** 1 is Native: the refund goes to the wallet that paid. */
export const NATIVE_REFUND = 1;

/** The Refund object as answered at `at` (epoch ms): every key of the published example, in its order. */
export function refundBody(site: Site, refund: RefundRecord, at: number): Record<string, unknown> {
  const { request } = refund;
  const payment = site.store.payment(refund.paymentId);
  const body = {
    ID: refund.id,
    Created: stamp(refund.createdAt),
    MerchantTransactionID: textOf(request.MerchantTransactionID),
    OriginatorTransactionID: textOf(request.OriginatorTransactionID),
    InitialPaymentID: refund.paymentId,
    Amount: textOf(request.Amount),
    Currency: textOf(payment?.request.Currency)?.toUpperCase() ?? null,
    Description: textOf(request.Description),
    TypeID: NATIVE_REFUND,
    SiteID: Number(site.id),
    Details: fieldsOf(request.Details),
    Customer: fieldsOf(request.Customer),
    BillingAddress: fieldsOf(request.BillingAddress),
    BankAddress: fieldsOf(request.BankAddress),
    Articles: request.Articles ?? null,
    Status: statusBody(stepAt(refund, at)),
    SplitID: 0,
  };
  return payment && omitsEmptyKeys(payment) ? withoutNulls(body) : body;
}
