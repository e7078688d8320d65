import { NOT_FOUND, problem, UNREADABLE } from '#simulator/api/answer.ts';
import type { Answer, Call, Handler } from '#simulator/api/answer.ts';
import { brokenRules, CODE, USED_REFERENCE, withoutEmptyTexts } from '#simulator/api/field-rules.ts';
import type { FieldRule } from '#simulator/api/field-rules.ts';
import { asCreated, schedule } from '#simulator/store/timeline.ts';
import type { PaymentRecord, RefundRecord } from '#simulator/store/records.ts';
import type { Reason } from '#simulator/store/steps.ts';
import { STATUS } from '#simulator/store/statuses.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';
import { paymentInPath } from '#simulator/payments/get-payment.ts';
import { AMOUNT_PATTERN, DESCRIPTION_PATTERN, REFERENCE_PATTERN } from '#simulator/payments/payment-rules.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import { exceedsRemainder, refundObstacle } from './refundable.ts';
import { refundBody } from './refund-body.ts';
import { refusedStatus } from '#simulator/payments/status-body.ts';

const RULES: readonly FieldRule[] = [
  {
    owner: 'Refund',
    field: 'MerchantTransactionID',
    pattern: REFERENCE_PATTERN,
    code: CODE.validation,
    required: true,
  },
  {
    owner: 'Refund',
    field: 'Amount',
    pattern: AMOUNT_PATTERN,
    code: CODE.amountInvalid,
    required: true,
    type: 'digits',
  },
  { owner: 'Refund', field: 'OriginatorTransactionID', pattern: REFERENCE_PATTERN, code: CODE.validation },
  { owner: 'Refund', field: 'Description', pattern: DESCRIPTION_PATTERN, code: CODE.validation },
];

/**
 * POST /v1/payments/{ID}/refunds: 201 with an Open Refund whose result comes refundDelayMs later, 404 for an unknown
 * payment, 400 with a Refund whose Status has only Reasons when it is refused.
 */
export const createRefund: Handler = (site, call) => {
  const payment = paymentInPath(site, call);
  if (payment === undefined) return NOT_FOUND;
  const sent = fieldsOf(fieldsOf(call.body)?.Refund);
  if (sent === null) return UNREADABLE;
  const request = withoutEmptyTexts(RULES, 'Refund', sent);
  const replay = site.settings.replayRequestId ? replayed(site, call, payment, request) : undefined;
  if (replay !== undefined) return replay;

  const reasons = refusals(site, call, payment, request);
  const refund = opened(site, call, payment, request);
  if (reasons.length > 0) {
    // undocumented: ID 0. The vendor's SDK only shows that Status has neither ID nor Info.
    const body = { ...refundBody(site, refund, call.at), ID: 0, Status: refusedStatus(reasons) };
    return { status: 400, body: { Refund: body } };
  }
  const numbered = { ...refund, id: site.store.nextRefundId() };
  site.store.putRefund(numbered);
  return { status: 201, body: { Refund: refundBody(site, numbered, call.at) } };
};

/** undocumented for this API, as for payments. */
function replayed(site: Site, call: Call, payment: PaymentRecord, request: Fields): Answer | undefined {
  const first = site.store.refunds().find((refund) => refund.requestId === call.requestId);
  if (call.requestId === null || first === undefined) return undefined;
  const same = first.paymentId === payment.id && JSON.stringify(first.request) === JSON.stringify(request);
  return same
    ? { status: 201, body: { Refund: refundBody(site, asCreated(first), first.createdAt) } }
    : problem(409, 'The RequestId was used with other parameters.');
}

function refusals(site: Site, call: Call, payment: PaymentRecord, request: Fields): Reason[] {
  const broken = brokenRules(RULES, 'Refund', request);
  const reference = textOf(request.MerchantTransactionID);
  const used = reference !== null && site.store.refundByReference(reference) !== undefined;
  const obstacle = refundObstacle(site, payment, Number(request.Amount), call.at);
  return [...broken, ...(used ? [USED_REFERENCE] : []), ...(obstacle === undefined ? [] : [obstacle])];
}

function opened(site: Site, call: Call, payment: PaymentRecord, request: Fields): RefundRecord {
  const amount = Number(textOf(request.Amount));
  const { refunds }: Scenario = SCENARIOS[payment.scenario];
  const fails = refunds === 'fail' || exceedsRemainder(site, payment, amount, call.at);
  const result = fails
    ? {
        statusId: STATUS.failed,
        reasons: [{ Code: CODE.refundInvalid, Info: 'The refund could not be made' }],
      }
    : { statusId: STATUS.success };
  return {
    id: 0,
    paymentId: payment.id,
    createdAt: call.at,
    requestId: call.requestId,
    reference: textOf(request.MerchantTransactionID) ?? '',
    amount,
    request,
    steps: schedule(
      [
        { afterMs: 0, statusId: STATUS.open },
        { afterMs: site.settings.refundDelayMs, ...result },
      ],
      call.at,
    ),
  };
}
