/** Wire objects to domain objects. */
import type { GatewayPayment, Reason } from '#domain/gateway/gateway-payment.ts';
import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { GatewayMethod, PaymentPage, RefundList, RefundType } from '#services/gateway/gateway-port.ts';
import { qrCodeUrl, redirectUrl } from './customer-code.ts';
import { fromStamp } from './stamp.ts';
import type {
  WireList,
  WireMethod,
  WirePayment,
  WireReasons,
  WireRefund,
  WireRefunds,
  WireRefundType,
} from './wire.ts';
import { MAX_REASONS, readableRows } from './wire.ts';

export const toReasons = (reasons: WireReasons): readonly Reason[] =>
  reasons.slice(0, MAX_REASONS).map((reason) => ({ code: reason.Code, info: reason.Info }));

/** Reasons are under Status; Reasons beside it are read as well. */
const reasonsOf = ({ Status, Reasons }: Pick<WirePayment, 'Status' | 'Reasons'>): readonly Reason[] =>
  toReasons([...Status.Reasons, ...Reasons]);

/** `plainHttp`: whether a hosted page over http is acceptable because the gateway itself is on loopback. */
export const toPayment = (wire: WirePayment, plainHttp: boolean): GatewayPayment => ({
  id: wire.ID,
  reference: wire.MerchantTransactionID,
  amount: wire.Amount,
  currency: wire.Currency,
  statusId: wire.Status.ID,
  reasons: reasonsOf(wire),
  redirectUrl: redirectUrl(wire.RedirectURL, plainHttp),
  qrCodeUrl: qrCodeUrl(wire.ReferenceDetails?.QRCodeURL ?? null),
  methodTransactionId: wire.MethodTransactionID === '' ? null : wire.MethodTransactionID,
  createdAt: fromStamp(wire.Created),
});

export const toPage = (wire: WireList, plainHttp: boolean): PaymentPage => {
  const { rows, unread, unreadRows } = readableRows(wire.Payments ?? []);
  return {
    payments: rows.map((row) => toPayment(row, plainHttp)),
    unread,
    ...(unreadRows.length > 0 && { unreadRows }),
    pageIndex: wire.PageIndex,
    totalPages: wire.TotalPages,
    totalCount: wire.TotalCount,
  };
};

/** `paymentId` is the payment that was asked about: InitialPaymentID is wrong in the vendor's own examples. */
export const toRefund = (wire: WireRefund, paymentId: string): GatewayRefund => ({
  id: wire.ID,
  reference: wire.MerchantTransactionID,
  paymentId,
  amount: wire.Amount,
  currency: wire.Currency,
  statusId: wire.Status.ID,
  reasons: reasonsOf(wire),
  createdAt: fromStamp(wire.Created),
});

export const toRefundList = (wire: WireRefunds, paymentId: string): RefundList => {
  const { rows, unread, unreadRows } = readableRows(wire.Refunds);
  const refunds = rows.map((row) => toRefund(row, paymentId));
  return { refunds, unread, ...(unreadRows.length > 0 && { unreadRows }) };
};

export const toRefundType = (wire: WireRefundType): RefundType => ({
  allowsPartial: wire.AllowsPartialRefund ?? wire.AllowPartialRefund ?? false,
  needsDetails: wire.Customer || wire.BillingAddress || wire.BankAddress || wire.Details,
});

export const toMethod = (wire: WireMethod): GatewayMethod => ({
  currencies: wire.Currencies,
});
