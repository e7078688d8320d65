import { NOT_FOUND } from '#simulator/api/answer.ts';
import type { Handler } from '#simulator/api/answer.ts';
import { CODE } from '#simulator/api/field-rules.ts';
import { reschedule, stepAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { Reason } from '#simulator/store/steps.ts';
import { isDecided, STATUS } from '#simulator/store/statuses.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { paymentInPath } from './get-payment.ts';
import { paymentBody } from './payment-body.ts';
import { statusBody } from './status-body.ts';

/**
 * POST /v1/payments/{ID}/cancel: 200 with the Cancelled Payment while it is Open and no customer has opened its page,
 * 404 for an unknown ID, otherwise 400.
 * undocumented: the refusal. Here it is the Payment in its present status with code 122, or 17 once it is decided.
 */
export const cancelPayment: Handler = (site, call) => {
  const payment = paymentInPath(site, call);
  if (payment === undefined) return NOT_FOUND;
  const step = stepAt(payment, call.at);
  const { cancel }: Scenario = SCENARIOS[payment.scenario];
  if (step.statusId !== STATUS.open || cancel === 'refused') {
    const body = paymentBody(site, payment, call.at);
    const Status = statusBody({ ...step, reasons: [refusal(step.statusId)] });
    return { status: 400, body: { Payment: { ...body, Status } } };
  }
  const cancelled: PaymentRecord = reschedule(payment, call.at, cancel ?? CANCELLED_AT_ONCE);
  site.store.putPayment(cancelled);
  return { status: 200, body: { Payment: paymentBody(site, cancelled, call.at) } };
};

const CANCELLED_AT_ONCE = [{ afterMs: 0, statusId: STATUS.cancelled }];

const refusal = (status: number): Reason =>
  isDecided(status)
    ? { Code: CODE.paymentInvalid, Info: 'The payment is already decided' }
    : { Code: CODE.cannotCancel, Info: 'The payment cannot be cancelled' };
