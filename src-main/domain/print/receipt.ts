/** The content of a receipt, for paper and PDF alike. */
import type { Money } from '#domain/money.ts';
import { formatMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { ReceiptSubject } from './receipt-facts.ts';
import { factsOf } from './receipt-facts.ts';
import type { ReceiptOptions, ReceiptWord } from './receipt-options.ts';
import type { Slip } from './slip.ts';
import { bannersOf, shopOf } from './slip-frame.ts';

interface Headline {
  readonly title: ReceiptWord;
  readonly note: ReceiptWord;
}

/** A payment whose outcome is unknown never looks paid. */
const headlineOfPayment = ({ state }: Payment): Headline => {
  switch (state) {
    case 'paid':
      return { title: 'paid', note: 'thanks' };
    case 'cancelled':
    case 'failed':
    case 'expired':
      return { title: state, note: 'noProof' };
    case 'sending':
    case 'unknown':
    case 'open':
    case 'pending':
      return { title: 'notAReceipt', note: 'paymentChecked' };
    default:
      return state satisfies never;
  }
};

const headlineOfRefund = ({ state }: Refund): Headline => {
  switch (state) {
    case 'refunded':
      return { title: 'refunded', note: 'thanks' };
    case 'requested':
      return { title: 'refundRequested', note: 'refundUnderWay' };
    case 'failed':
      return { title: 'refundFailed', note: 'noProof' };
    case 'sending':
    case 'unknown':
      return { title: 'notAReceipt', note: 'refundChecked' };
    default:
      return state satisfies never;
  }
};

const moneyOnReceipt = (subject: ReceiptSubject): Money =>
  subject.kind === 'payment' ? moneyOf(subject.payment) : subject.refund;

/** The receipt of a payment or a refund as the journal has it now. */
export const describeReceipt = (subject: ReceiptSubject, options: ReceiptOptions): Slip => {
  const { words, language } = options;
  const about = subject.kind === 'payment' ? subject.payment : subject.refund;
  const { title, note } =
    subject.kind === 'payment' ? headlineOfPayment(subject.payment) : headlineOfRefund(subject.refund);
  const banners = bannersOf(subject, options);
  return {
    language,
    blocks: [
      ...banners,
      ...shopOf(subject.terminal, options),
      { kind: 'title', text: words[title] },
      { kind: 'amount', text: formatMoney(moneyOnReceipt(subject), language) },
      { kind: 'rule' },
      ...factsOf(subject, options),
      { kind: 'rule' },
      { kind: 'code', payload: about.reference },
      { kind: 'note', text: words[note] },
      ...banners,
    ],
  };
};
