import { randomBytes } from 'node:crypto';
import { UNREADABLE, problem } from '#simulator/api/answer.ts';
import type { Answer, Call, Handler } from '#simulator/api/answer.ts';
import { USED_REFERENCE, withoutEmptyTexts } from '#simulator/api/field-rules.ts';
import { asCreated, schedule } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { Reason } from '#simulator/store/steps.ts';
import { STATUS } from '#simulator/store/statuses.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import { lifetimeMinutes, paymentBody } from './payment-body.ts';
import { PAYMENT_RULES, refusals } from './payment-rules.ts';
import { refusedStatus } from './status-body.ts';

/**
 * POST /v1/payments. 201 with the Payment; 400 with a Failed Payment that has its own ID and a Reason for every broken
 * rule; 400 with a Message when the body has no Payment object. A refused payment is stored and uses its reference up.
 */
export const createPayment: Handler = (site, call) => {
  const sent = fieldsOf(fieldsOf(call.body)?.Payment);
  if (sent === null) return UNREADABLE;
  const request = withoutEmptyTexts(PAYMENT_RULES, 'Payment', sent);
  const replay = site.settings.replayRequestId ? replayed(site, call, request) : undefined;
  if (replay !== undefined) return replay;

  const reference = textOf(request.MerchantTransactionID);
  const { refusal }: Scenario = SCENARIOS[call.scenario];
  const reasons = [...refusals(request, site.settings.storeVerified), ...(refusal ?? [])];
  if (reference !== null && site.store.paymentByReference(reference) !== undefined) {
    return duplicate(site, rejected(site, call, request, [...reasons, USED_REFERENCE]), call.at);
  }
  const payment = reasons.length > 0 ? rejected(site, call, request, reasons) : accepted(site, call, request);
  site.store.putPayment(payment);
  return { status: payment.rejected ? 400 : 201, body: { Payment: paymentBody(site, payment, call.at) } };
};

/** undocumented for this API: a repeated RequestId gets the first answer again; with another body it is a conflict. */
function replayed(site: Site, call: Call, request: Fields): Answer | undefined {
  const first = site.store.payments().find((payment) => payment.requestId === call.requestId);
  if (call.requestId === null || first === undefined) return undefined;
  if (JSON.stringify(first.request) !== JSON.stringify(request)) {
    return problem(409, 'The RequestId was used with other parameters.');
  }
  const body = { Payment: paymentBody(site, asCreated(first), first.createdAt) };
  return { status: first.rejected ? 400 : 201, body };
}

function common(site: Site, call: Call, request: Fields) {
  return {
    id: site.store.nextPaymentId(),
    token: randomBytes(16).toString('hex').toUpperCase(),
    createdAt: call.at,
    scenario: call.scenario,
    requestId: call.requestId,
    reference: textOf(request.MerchantTransactionID),
    request,
  };
}

function accepted(site: Site, call: Call, request: Fields): PaymentRecord {
  const { steps }: Scenario = SCENARIOS[call.scenario];
  return {
    ...common(site, call, request),
    // undocumented: that the payment expires together with its page.
    expiresAt: call.at + lifetimeMinutes(request) * 60_000,
    rejected: false,
    steps: schedule([{ afterMs: 0, statusId: STATUS.open }, ...(steps ?? [])], call.at),
  };
}

function rejected(site: Site, call: Call, request: Fields, reasons: Reason[]): PaymentRecord {
  const steps = schedule([{ afterMs: 0, statusId: STATUS.failed, reasons }], call.at);
  return { ...common(site, call, request), expiresAt: null, rejected: true, steps };
}

/**
 * undocumented: all but code 20. The refusal is not stored: a look-up by the reference must find the payment that it
 * belongs to.
 */
function duplicate(site: Site, refused: PaymentRecord, at: number): Answer {
  const body = paymentBody(site, refused, at);
  switch (site.settings.duplicateAnswer) {
    case 'failed-payment':
      return { status: 400, body: { Payment: body } };
    case 'invalid-request': {
      const Status = refusedStatus([USED_REFERENCE]);
      return { status: 400, body: { Payment: { ...body, ID: null, InvalidRequestID: refused.id, Status } } };
    }
    case 'conflict':
      return problem(409, 'The MerchantTransactionID was used before.');
    default:
      return site.settings.duplicateAnswer satisfies never;
  }
}
