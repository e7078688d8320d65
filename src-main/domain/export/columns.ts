/**
 * The columns of the payments file, in order. docs/csv.md explains each of them.
 * Other programs rely on them: add new ones at the end, never rename, move or drop one.
 */
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import { toDecimal } from '#domain/money.ts';
import type { Money } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { taken } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { ExportRow } from './export-row.ts';
import type { Column } from './column.ts';
import { decimalColumn, plainColumn, textColumn, timeColumns } from './column.ts';

const text = textColumn<ExportRow>;
const plain = plainColumn<ExportRow>;
const decimal = decimalColumn<ExportRow>;
const time = timeColumns<ExportRow>;

/** Columns that only payments or only refunds have; '' on the rows of the other. */
const ofPayment =
  (read: (payment: Payment) => string) =>
  (row: ExportRow): string =>
    row.record === 'payment' ? read(row.story) : '';
const ofRefund =
  (read: (refund: Refund) => string) =>
  (row: ExportRow): string =>
    row.record === 'refund' ? read(row.story) : '';

const reasonsOf = ({ story }: ExportRow): readonly Reason[] =>
  story.state === 'failed' ? story.reasons : (story.gateway?.reasons ?? []);

const isLate = (payment: Payment): string => {
  if (payment.state !== 'paid') return '';
  return payment.late ? 'yes' : 'no';
};

const decimalOf = (money: Money | null): string => (money ? toDecimal(money.amount, money.currency) : '');

const approver = ({ approvedBy }: Refund): string => approvedBy?.name ?? '';
const asker = ({ askedBy }: Refund): string => askedBy?.name ?? '';

/** Alipay settles by the day in Beijing, wherever the shop is. */
const beijing = timeZone('Asia/Shanghai');

export const columns: readonly Column<ExportRow>[] = [
  plain('environment', ({ payment }) => payment.environment),
  plain('training', ({ payment }) => (payment.environment === 'training' ? 'TRAINING' : '')),
  plain('number', ({ number }) => String(number)),
  text('reference', ({ story }) => story.reference),
  text('order_reference', ({ payment }) => payment.orderReference),
  text('gateway_payment_id', ({ payment }) => payment.gateway?.id ?? ''),
  text('wallet_number', ({ payment }) => payment.gateway?.methodTransactionId ?? ''),
  plain('state', ({ story }) => story.state),
  plain('late', ofPayment(isLate)),
  plain('status_id', ({ story: { gateway } }) => (gateway ? String(gateway.statusId) : '')),
  plain('status_name', ({ story: { gateway } }) => (gateway ? statusName(gateway.statusId) : '')),
  plain('amount_hundredths', ({ story }) => String(story.amount)),
  decimal('amount', ({ story }) => decimalOf(story)),
  text('currency', ({ story }) => story.currency),
  ...time('started_at', ({ story }) => story.startedAt),
  ...time('ended_at', ({ endedAt }) => endedAt),
  ...time('changed_at', ({ story }) => story.changedAt),
  plain(
    'cancelling',
    ofPayment(({ cancelling }) => cancelling),
  ),
  plain('doubt', ({ story }) => (story.state === 'unknown' ? story.doubt : '')),
  plain('failure', ({ story }) => (story.state === 'failed' ? story.failure : '')),
  text('reason_codes', (row) =>
    reasonsOf(row)
      .map(({ code }) => String(code ?? ''))
      .join(' | '),
  ),
  text('reason_infos', (row) =>
    reasonsOf(row)
      .map(({ info }) => info)
      .join(' | '),
  ),
  text('store_name', ({ payment }) => payment.terminal.storeName),
  text('store_id', ({ payment }) => payment.terminal.storeId),
  text('terminal_id', ({ payment }) => payment.terminal.terminalId),
  text('country', ({ payment }) => payment.terminal.country),
  text('site_id', ({ payment }) => payment.siteId),
  text('request_id', ({ story }) => story.requestId),
  plain('journal_sequence', ({ sequence }) => String(sequence)),
  plain('journal_hash', ({ hash }) => hash),
  plain(
    'taken_hundredths',
    ofPayment((payment) => String(taken(payment)?.amount ?? '')),
  ),
  decimal(
    'taken',
    ofPayment((payment) => decimalOf(taken(payment))),
  ),
  text(
    'taken_currency',
    ofPayment((payment) => taken(payment)?.currency ?? ''),
  ),
  plain('record', ({ record }) => record),
  text(
    'refund_of',
    ofRefund(({ paymentReference }) => paymentReference),
  ),
  plain('refunded_hundredths', (row) => (row.record === 'payment' ? String(row.refunded ?? '') : '')),
  plain(
    'refund_reason',
    ofRefund(({ reason }) => reason),
  ),
  text(
    'refund_note',
    ofRefund(({ note }) => note),
  ),
  text('asked_by', ofRefund(asker)),
  text('approved_by', ofRefund(approver)),
  text('cashier', (row) => (row.record === 'payment' ? (row.story.cashier?.name ?? '') : asker(row.story))),
  plain('z_number', ({ zNumber }) => String(zNumber ?? '')),
  text(
    'gateway_refund_id',
    ofRefund(({ gateway }) => gateway?.id ?? ''),
  ),
  plain('beijing_day', ({ endedAt }) => (endedAt === null ? '' : beijing.day(endedAt))),
  plain('settled_by_hand', ({ story }) => story.byHand?.outcome ?? ''),
  text('settled_reason', ({ story }) => story.byHand?.reason ?? ''),
  text('settled_by', ({ story }) => story.byHand?.by.name ?? ''),
  text('settled_approved_by', ({ story }) => story.byHand?.approvedBy.name ?? ''),
  ...time('settled_at', ({ story }) => story.byHand?.at ?? null),
  plain('settled_verdict', ({ story }) => story.byHand?.verdict ?? ''),
  text('note', ({ payment }) => payment.note ?? ''),
];
