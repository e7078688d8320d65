/**
 * The columns of the payments file, in their order; docs/csv.md explains each to whoever reads the file.
 * Books elsewhere are built on them: add new ones at the end, never rename, move or drop one.
 */
import type { Reason } from '#domain/gateway-payment.ts';
import { statusName } from '#domain/gateway-payment.ts';
import { toDecimal } from '#domain/money.ts';
import type { Payment } from '#domain/payment.ts';
import { isFinal, taken } from '#domain/payment.ts';
import type { BookedPayment } from '#sqlite/payments-table.ts';
import type { Column } from './write-csv.ts';
import { plainColumn, textColumn, timeColumns } from './write-csv.ts';

const text = (name: string, read: (payment: Payment) => string): Column<BookedPayment> =>
  textColumn(name, ({ payment }) => read(payment));

const plain = plainColumn<BookedPayment>;

const time = (name: string, at: (payment: Payment) => number | null): readonly Column<BookedPayment>[] =>
  timeColumns(name, ({ payment }) => at(payment));

const reasonsOf = (payment: Payment): readonly Reason[] =>
  payment.state === 'failed' ? payment.reasons : (payment.gateway?.reasons ?? []);

const isLate = (payment: Payment): string => {
  if (payment.state !== 'paid') return '';
  return payment.late ? 'yes' : 'no';
};

const statusOf = ({ gateway }: Payment): string => (gateway ? String(gateway.statusId) : '');
const statusNameOf = ({ gateway }: Payment): string => (gateway ? statusName(gateway.statusId) : '');

const takenDecimal = (payment: Payment): string => {
  const money = taken(payment);
  return money ? toDecimal(money.amount, money.currency) : '';
};

export const columns: readonly Column<BookedPayment>[] = [
  plain('environment', ({ payment }) => payment.environment),
  plain('training', ({ payment }) => (payment.environment === 'training' ? 'TRAINING' : '')),
  plain('number', ({ number }) => String(number)),
  text('reference', (payment) => payment.reference),
  text('order_reference', (payment) => payment.orderReference),
  text('gateway_payment_id', (payment) => payment.gateway?.id ?? ''),
  text('wallet_number', (payment) => payment.gateway?.methodTransactionId ?? ''),
  plain('state', ({ payment }) => payment.state),
  plain('late', ({ payment }) => isLate(payment)),
  plain('status_id', ({ payment }) => statusOf(payment)),
  plain('status_name', ({ payment }) => statusNameOf(payment)),
  plain('amount_hundredths', ({ payment }) => String(payment.amount)),
  plain('amount', ({ payment }) => toDecimal(payment.amount, payment.currency)),
  text('currency', (payment) => payment.currency),
  ...time('started_at', (payment) => payment.startedAt),
  ...time('ended_at', (payment) => (isFinal(payment) ? payment.changedAt : null)),
  ...time('changed_at', (payment) => payment.changedAt),
  plain('cancelling', ({ payment }) => payment.cancelling),
  plain('doubt', ({ payment }) => (payment.state === 'unknown' ? payment.doubt : '')),
  plain('failure', ({ payment }) => (payment.state === 'failed' ? payment.failure : '')),
  text('reason_codes', (payment) =>
    reasonsOf(payment)
      .map(({ code }) => String(code ?? ''))
      .join(' | '),
  ),
  text('reason_infos', (payment) =>
    reasonsOf(payment)
      .map(({ info }) => info)
      .join(' | '),
  ),
  text('store_name', (payment) => payment.terminal.storeName),
  text('store_id', (payment) => payment.terminal.storeId),
  text('terminal_id', (payment) => payment.terminal.terminalId),
  text('country', (payment) => payment.terminal.country),
  text('site_id', (payment) => payment.siteId),
  text('request_id', (payment) => payment.requestId),
  plain('journal_sequence', ({ sequence }) => String(sequence)),
  plain('journal_hash', ({ hash }) => hash),
  plain('taken_hundredths', ({ payment }) => String(taken(payment)?.amount ?? '')),
  plain('taken', ({ payment }) => takenDecimal(payment)),
  text('taken_currency', (payment) => taken(payment)?.currency ?? ''),
];
