import { stepAt } from '#simulator/store/life.ts';
import type { RefundRecord } from '#simulator/store/records.ts';
import { statusInfo } from '#simulator/store/statuses.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Site } from '#simulator/site.ts';
import { stamp } from '#simulator/stamp.ts';

/** 1 is Native: the money goes back the way it came. */
export const NATIVE_REFUND = 1;

/** The Refund object as answered at `at`: every key of the published example, in its order. */
export function refundBody(site: Site, refund: RefundRecord, at: number): Record<string, unknown> {
  const { request } = refund;
  const step = stepAt(refund, at);
  const payment = site.store.payment(refund.paymentId);
  return {
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
    Status: { ID: step.statusId, Info: statusInfo(step.statusId), Reasons: step.reasons },
    SplitID: 0,
  };
}
