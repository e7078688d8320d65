/** The bodies and queries we send. */
import type { Intent } from '#domain/payment/payment.ts';
import type { PaymentFilter, RefundRequest } from '#services/gateway/gateway-port.ts';
import { toStamp } from '#globalpay/wire/stamp.ts';

/** Alipay and Alipay POS alike; Details.IsOffline makes the difference. */
export const ALIPAY = 24;

/**
 * An Alipay POS payment: the keys of the vendor's Alipay POS page, in its order, and nothing else. The shop's own order
 * number stays in our journal.
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

/** The currency is the payment's and not sent; an empty description would break the API's own pattern `^.{1,255}$`. */
export const refundBody = ({ reference, amount, description }: RefundRequest): object => ({
  Refund: {
    MerchantTransactionID: reference,
    Amount: amount,
    ...(description === '' ? {} : { Description: description }),
  },
});

const LAST_MS_OF_A_SECOND = 999;

/**
 * '?startDate=…&…' or ''. Names as in the SDKs (the documentation's own examples are lower case). Whole seconds on
 * the wire, so the window is widened at both ends: one row too many does no harm.
 */
export const listQuery = (filter: PaymentFilter): string => {
  const { startAt, endAt } = filter;
  const said = {
    startDate: startAt === undefined ? undefined : toStamp(startAt),
    endDate: endAt === undefined ? undefined : toStamp(endAt + LAST_MS_OF_A_SECOND),
    pageSize: filter.pageSize,
    pageIndex: filter.pageIndex,
    sortDirection: filter.sortDirection,
    merchantTransactionID: filter.merchantTransactionId,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
};
