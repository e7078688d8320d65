/** Bodies and queries of our requests. */
import type { Intent } from '#domain/payment/payment.ts';
import type { PaymentFilter, RefundRequest } from '#services/gateway/gateway-port.ts';
import { toStamp } from '#globalpay/wire/stamp.ts';

/** Both Alipay and Alipay POS; Details.IsOffline tells them apart. */
export const ALIPAY = 24;

/**
 * An Alipay POS payment: exactly the keys of the vendor's Alipay POS page, in its order. The shop's order number is not
 * sent; it stays in our journal.
 */
export const paymentBody = ({ reference, amount, currency, terminal }: Intent): object => ({
  Payment: {
    MerchantTransactionID: reference,
    Amount: amount,
    Currency: currency,
    MethodID: ALIPAY,
    ReturnURL: terminal.returnUrl,
    TokenLifetime: terminal.tokenLifetime,
    Customer: { Email: terminal.email },
    BillingAddress: { Country: terminal.country },
    Details: {
      IsOffline: true,
      StoreName: terminal.storeName,
      StoreId: terminal.storeId,
      TerminalID: terminal.terminalId,
    },
  },
});

/** The currency follows from the payment. An empty description would violate the API's pattern `^.{1,255}$`. */
export const refundBody = ({ reference, amount, description }: RefundRequest): object => ({
  Refund: {
    MerchantTransactionID: reference,
    Amount: amount,
    ...(description === '' ? {} : { Description: description }),
  },
});

const LAST_MS_OF_A_SECOND = 999;

/**
 * '?startDate=…&…' or ''. Names as in the SDKs (the documentation's examples are in lower case). The API takes whole
 * seconds, so the window is widened at both ends: an extra row does no harm.
 */
export const listQuery = (filter: PaymentFilter): string => {
  const { startAt, endAt } = filter;
  const parameters = {
    startDate: startAt === undefined ? undefined : toStamp(startAt),
    endDate: endAt === undefined ? undefined : toStamp(endAt + LAST_MS_OF_A_SECOND),
    pageSize: filter.pageSize,
    pageIndex: filter.pageIndex,
    sortDirection: filter.sortDirection,
    merchantTransactionID: filter.merchantTransactionId,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
};
