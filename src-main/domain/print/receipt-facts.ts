/** The lines of a receipt that identify the payment or refund. */
import type { Hundredths } from '#domain/money.ts';
import { formatMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import type { Person } from '#domain/staff/staff.ts';
import { trainingManager } from '#domain/staff/staff.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { FactName, ReceiptOptions } from './receipt-options.ts';
import type { SlipBlock } from './slip.ts';

/** Not translated, since customers look for it. */
export const WALLET = 'Alipay 支付宝';
const NOBODY = '-';
const SHORT_HASH = 12;

/** Where the payment or refund is in this journal: its running number, and the newest row about it. */
export interface ReceiptSource {
  readonly number: number;
  /** Epoch ms of the row, and its hash. */
  readonly at: number;
  readonly hash: string;
  readonly environment: Environment;
  readonly terminal: Terminal;
}

export type ReceiptSubject =
  | (ReceiptSource & {
      readonly kind: 'payment';
      readonly payment: Payment;
      /** Already refunded to the customer. */
      readonly refundedSoFar: Hundredths;
    })
  | (ReceiptSource & {
      readonly kind: 'refund';
      readonly refund: Refund;
      /** Running number of the refunded payment. */
      readonly originalNumber: number;
    });

/** '2026-11-23 10:15:30 +08:00' */
export const timeOf = (at: number, { localTime }: Pick<ReceiptOptions, 'localTime'>): string =>
  localTime(at).replace('T', ' ').replace(/\.\d+/, ' ');

const nameOf = (person: Person | null, { words }: Pick<ReceiptOptions, 'words'>): string =>
  person?.id === trainingManager.id ? words.trainingManager : (person?.name ?? NOBODY);

/** Facts that are missing or '' are left out; required ones are never ''. */
type Facts = Partial<Record<FactName, string>>;

/** The approver of a settlement by hand, until the gateway has reported the outcome. */
const settledByHand = (settled: Payment | Refund, options: ReceiptOptions): string =>
  isAwaited(settled) ? nameOf(settled.byHand?.approvedBy ?? null, options) : '';

const factsOfPayment = (subject: ReceiptSubject & { kind: 'payment' }, options: ReceiptOptions): Facts => {
  const { payment, refundedSoFar } = subject;
  const { currency } = moneyOf(payment);
  return {
    order: payment.orderReference,
    reference: payment.reference,
    gatewayPayment: payment.gateway?.id ?? '',
    walletNumber: payment.gateway?.methodTransactionId ?? '',
    refundedSoFar:
      refundedSoFar > 0 ? formatMoney({ amount: refundedSoFar, currency }, options.language) : '',
    cashier: nameOf(payment.cashier, options),
    settledByHand: settledByHand(payment, options),
  };
};

const factsOfRefund = (
  { refund, originalNumber }: ReceiptSubject & { kind: 'refund' },
  options: ReceiptOptions,
): Facts => ({
  reference: refund.reference,
  gatewayRefund: refund.gateway?.id ?? '',
  originalNumber: String(originalNumber),
  originalReference: refund.paymentReference,
  gatewayPayment: refund.paymentId,
  requestedBy: nameOf(refund.askedBy, options),
  approvedBy: nameOf(refund.approvedBy, options),
  settledByHand: settledByHand(refund, options),
});

/** The facts that are known, in the order of the receipt. */
export const factsOf = (subject: ReceiptSubject, options: ReceiptOptions): readonly SlipBlock[] => {
  const { number, at, hash, terminal } = subject;
  const facts: Facts = {
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    [subject.kind === 'payment' ? 'number' : 'refundNumber']: String(number),
    time: timeOf(at, options),
    wallet: WALLET,
    ...(subject.kind === 'payment' ? factsOfPayment(subject, options) : factsOfRefund(subject, options)),
    journal: hash.slice(0, SHORT_HASH),
  };
  return (Object.entries(facts) as [FactName, string][])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ kind: 'fact', label: options.words[name], value }));
};
