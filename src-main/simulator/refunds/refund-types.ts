import { NOT_FOUND } from '#simulator/api/answer.ts';
import type { Handler } from '#simulator/api/answer.ts';
import { METHOD_ID } from '#simulator/api/methods.ts';
import { paymentInPath } from '#simulator/payments/get-payment.ts';
import { NATIVE_REFUND } from './refund-body.ts';

const NATIVE = {
  Name: 'Native',
  ID: NATIVE_REFUND,
  AllowsPartialRefund: true,
  Customer: null,
  BillingAddress: null,
  BankAddress: null,
  Details: null,
};

/** The vendor lists SWIFT for Alipay, too. undocumented: which bank fields it then requires. */
const SWIFT = {
  ...NATIVE,
  Name: 'SWIFT bank transfer',
  ID: 3,
  Details: { BankName: '^.{1,255}$', BankSWIFTID: '^[A-Z0-9]{8,11}$', BankAccountNumber: '^.{1,34}$' },
};
const REFUND_TYPES = { RefundTypes: [NATIVE, SWIFT] };

/** GET /v1/payments/{ID}/refunds/types. */
export const refundTypesOfPayment: Handler = (site, call) =>
  paymentInPath(site, call) === undefined ? NOT_FOUND : { status: 200, body: REFUND_TYPES };

/** GET /v1/refunds/types/{MethodID}/{Country}/{Currency}. undocumented: an unknown method has none. */
export const refundTypesOfMethod: Handler = (_site, { params }) => ({
  status: 200,
  body: params.method === String(METHOD_ID) ? REFUND_TYPES : { RefundTypes: [] },
});
