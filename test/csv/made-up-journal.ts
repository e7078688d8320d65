/** A day of payments in every state, with texts that trip spreadsheets and parsers. */
import type { Intent } from '#domain/payment/payment.ts';
import type { GatewayRefund, RefundIntent } from '#domain/refund/refund.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { intended, NOON, reportedPayment } from '../sqlite/kit/new-journal.ts';
import { gatewayRefund } from '../support/fakes/scripted-refunds.ts';

const MINUTE = 60_000;

const lin: Person = { id: 'p1', name: '=Lin "L"', role: 'cashier' };
const chen: Person = { id: 'p2', name: 'Chen 陈 ‏شن', role: 'manager' };

const intendRefund = (
  journal: OpenJournal,
  reference: string,
  change: Partial<RefundIntent>,
  at: number,
): RefundIntent => {
  const intent: RefundIntent = {
    reference,
    requestId: `request-of-${reference}`,
    paymentReference: '',
    paymentId: '9007199254740993',
    amount: 400,
    currency: 'CNY',
    reason: 'goods-returned',
    note: '',
    askedBy: lin,
    approvedBy: chen,
    ...change,
  };
  journal.appendRefund(reference, { type: 'refund-intended', intent }, at);
  return intent;
};

const refundAt = (intent: RefundIntent, statusId: number): GatewayRefund =>
  gatewayRefund(intent, {
    statusId,
    reasons: statusId === 4 ? [{ code: 12, info: '@the wallet says "no"' }] : [],
  });

/** Four refunds of a payment: refunded in part, failed, pending, outcome unknown. */
const refundOften = (journal: OpenJournal, paymentReference: string, at: number): void => {
  const done = intendRefund(journal, 'R-1', { paymentReference, note: '=1+1\r\n"broken" 🍵' }, at);
  journal.appendRefund('R-1', { type: 'refund-created', refund: refundAt(done, 2) }, at + 700);
  const failed = intendRefund(
    journal,
    'R-2',
    { paymentReference, note: '\tTAB', reason: 'other' },
    at + 1_000,
  );
  journal.appendRefund('R-2', { type: 'refund-created', refund: refundAt(failed, 4) }, at + 1_700);
  const going = intendRefund(journal, 'R-3', { paymentReference, askedBy: null, note: 'مرحبا‏' }, at + 2_000);
  journal.appendRefund('R-3', { type: 'refund-created', refund: refundAt(going, 1) }, at + 2_700);
  intendRefund(journal, 'R-4', { paymentReference, amount: 50, reason: 'paid-twice' }, at + 3_000);
  const doubt = { type: 'refund-doubted', doubt: 'no-answer', reasons: [] } as const;
  journal.appendRefund('R-4', doubt, at + 3_700);
};

/** Journals thirteen payments a minute apart from `start`, and four refunds of the first. */
export const busyDay = (journal: OpenJournal, environment: Intent['environment'], start = NOON): void => {
  let count = 0;
  const begin = (change: Partial<Intent> = {}): { reference: string; at: number } => {
    count += 1;
    const reference = `T1-20261123-${String(count).padStart(6, '0')}`;
    const at = start + count * MINUTE;
    journal.append(reference, intended(reference, { environment, ...change }), at);
    return { reference, at };
  };
  const reasons = [
    { code: 308, info: 'Declined by "the wallet", sorry' },
    { code: null, info: 'second\r\nline' },
  ];

  const paid = begin({ orderReference: '=HYPERLINK("http://evil.example","click")', cashier: lin });
  journal.append(
    paid.reference,
    { type: 'created', payment: reportedPayment(paid.reference, 1) },
    paid.at + 1_234,
  );
  const wallet = { methodTransactionId: '2026112322001417631400123456' };
  journal.append(
    paid.reference,
    { type: 'observed', payment: reportedPayment(paid.reference, 2, wallet) },
    paid.at + 9_876,
  );

  const late = begin({ orderReference: '+1 "quoted", with comma' });
  journal.append(
    late.reference,
    { type: 'created', payment: reportedPayment(late.reference, 1) },
    late.at + 1_000,
  );
  journal.append(late.reference, { type: 'cancel-asked', by: 'cashier', person: null }, late.at + 2_000);
  journal.append(
    late.reference,
    { type: 'cancel-answered', answer: 'accepted', reasons: [] },
    late.at + 3_000,
  );
  journal.append(
    late.reference,
    { type: 'observed', payment: reportedPayment(late.reference, 3) },
    late.at + 4_000,
  );
  journal.append(
    late.reference,
    { type: 'observed', payment: reportedPayment(late.reference, 2) },
    late.at + 90_000,
  );

  const cancelled = begin({ orderReference: '-2+3' });
  journal.append(
    cancelled.reference,
    { type: 'created', payment: reportedPayment(cancelled.reference, 3) },
    cancelled.at + 500,
  );

  const expired = begin({ orderReference: '@SUM(A1)' });
  journal.append(
    expired.reference,
    { type: 'created', payment: reportedPayment(expired.reference, 5) },
    expired.at + 500,
  );

  const declined = begin({ orderReference: 'مرحبا‏ بالعالم' });
  const failed = reportedPayment(declined.reference, 4, { reasons });
  journal.append(declined.reference, { type: 'created', payment: failed }, declined.at + 500);

  const unsent = begin({ orderReference: '\tTAB first' });
  const notSent = { type: 'refused', failure: 'not-sent', reasons: [], payment: null } as const;
  journal.append(unsent.reference, notSent, unsent.at + 500);

  const rejected = begin({
    terminal: { ...trainingTerminal, storeName: '茶屋 🍵 "Zum Löwen"', storeId: '=1+1' },
  });
  const rejection = {
    type: 'refused',
    failure: 'rejected',
    reasons,
    payment: reportedPayment(rejected.reference, 4),
  } as const;
  journal.append(rejected.reference, rejection, rejected.at + 500);

  const unknown = begin({ orderReference: 'line one\nline two\rline three' });
  journal.append(unknown.reference, { type: 'doubted', doubt: 'no-answer', reasons: [] }, unknown.at + 500);

  const open = begin({ orderReference: '\rCR first' });
  journal.append(
    open.reference,
    { type: 'created', payment: reportedPayment(open.reference, 1) },
    open.at + 500,
  );

  const pending = begin({ orderReference: ' blanks around ' });
  journal.append(
    pending.reference,
    { type: 'created', payment: reportedPayment(pending.reference, 6) },
    pending.at + 500,
  );

  begin({ orderReference: "'=already marked" });

  begin({ amount: 120_000, currency: 'JPY', orderReference: '＝full width' });

  const settled = begin();
  journal.append(settled.reference, { type: 'doubted', doubt: 'no-answer', reasons: [] }, settled.at + 500);
  const reason = '=not in the statement of\n"today"';
  journal.append(
    settled.reference,
    { type: 'settled', outcome: 'not-paid', reason, by: lin, approvedBy: chen },
    settled.at + 60_000,
  );

  refundOften(journal, paid.reference, start + 4 * MINUTE);
};
