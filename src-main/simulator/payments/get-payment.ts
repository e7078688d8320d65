import { NOT_FOUND } from '#simulator/api/answer.ts';
import type { Call, Handler } from '#simulator/api/answer.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { Site } from '#simulator/site.ts';
import { paymentBody } from './payment-body.ts';

/** The payment whose ID is in the path, or undefined. IDs have at most twelve digits; a reference is not an ID. */
export function paymentInPath(site: Site, { params }: Call): PaymentRecord | undefined {
  return /^\d{1,12}$/.test(params.id ?? '') ? site.store.payment(Number(params.id)) : undefined;
}

/** GET /v1/payments/{ID}: 200 with the Payment, or 404. */
export const getPayment: Handler = (site, call) => {
  const payment = paymentInPath(site, call);
  if (payment === undefined) return NOT_FOUND;
  return { status: 200, body: { Payment: paymentBody(site, payment, call.at) } };
};
