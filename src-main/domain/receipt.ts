/** What a receipt says, told once; printers, the hidden page and the PDF only set it. */
import type { LanguageName } from './language.ts';
import { formatAmount } from './money.ts';
import type { Money, Payment } from './payment.ts';
import { takenInstead } from './payment.ts';
import type { Person } from './staff.ts';
import type { Refund } from './refund.ts';
import type { Environment } from './settings.ts';
import type { Terminal } from './terminal.ts';

export type FactName =
  | 'storeId'
  | 'terminalId'
  | 'number'
  | 'refundNumber'
  | 'time'
  | 'wallet'
  | 'order'
  | 'reference'
  | 'gatewayPayment'
  | 'gatewayRefund'
  | 'walletNumber'
  | 'originalNumber'
  | 'originalReference'
  | 'givenBack'
  | 'cashier'
  | 'askedBy'
  | 'approvedBy'
  | 'journal';

export type ReceiptWord =
  | FactName
  | 'paid'
  | 'cancelled'
  | 'failed'
  | 'expired'
  | 'refunded'
  | 'refundRequested'
  | 'refundFailed'
  | 'notAReceipt'
  | 'paymentChecked'
  | 'refundChecked'
  | 'noProof'
  | 'refundUnderWay'
  | 'training'
  | 'test'
  | 'duplicate'
  | 'thanks'
  | 'testPage'
  | 'testPageWorks'
  | 'testPageSigns';

/** The words of one language; the Chinese ones keep "TRAINING" and the wallet's name as they are. */
export type ReceiptWords = Readonly<Record<ReceiptWord, string>>;

export type ReceiptBlock =
  | { readonly kind: 'store'; readonly text: string }
  /** Written across: what this paper is not. */
  | { readonly kind: 'banner'; readonly text: string }
  /** How it stands, in the largest letters. */
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'amount'; readonly text: string }
  | { readonly kind: 'fact'; readonly name: FactName; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  /** Text of a QR code to scan at the till. */
  | { readonly kind: 'code'; readonly payload: string }
  | { readonly kind: 'note'; readonly text: string };

export interface Receipt {
  readonly language: LanguageName;
  readonly blocks: readonly ReceiptBlock[];
}

/** Where it stands in this journal: its running number, and the newest row about it. */
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
      /** Hundredths that the customer has back already. */
      readonly givenBack: number;
    })
  | (ReceiptSource & {
      readonly kind: 'refund';
      readonly refund: Refund;
      /** Running number of the payment that is given back. */
      readonly originalNumber: number;
    });

export interface ReceiptTerms {
  /** 1 for the first; every further one is a duplicate and says so. */
  readonly copy: number;
  readonly language: LanguageName;
  readonly words: ReceiptWords;
  /** Epoch ms as the shop's clock and calendar say it: '2026-11-23T10:15:30.123+08:00'. */
  readonly localTime: (at: number) => string;
}

/** Not translated: it is what customers look for. */
export const WALLET = 'Alipay 支付宝';
const NOBODY = '-';
const SHORT_HASH = 12;

interface Standing {
  readonly title: ReceiptWord;
  readonly note: ReceiptWord;
}

/** What is not settled never looks settled. */
const standingOfPayment = ({ state }: Payment): Standing => {
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

const standingOfRefund = ({ state }: Refund): Standing => {
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

const money = (amount: number, currency: string): string =>
  `${currency} ${formatAmount(amount, currency, 'en')}`;

/** '2026-11-23 10:15:30 +08:00' */
const timeOf = (at: number, { localTime }: Pick<ReceiptTerms, 'localTime'>): string =>
  localTime(at).replace('T', ' ').replace(/\.\d+/, ' ');

const nameOf = (person: Person | null): string => person?.name ?? NOBODY;

/** Facts that are not known are left out; those that must be there are never ''. */
type Facts = Partial<Record<FactName, string>>;

const factsOfPayment = (subject: ReceiptSubject & { kind: 'payment' }): Facts => {
  const { payment, givenBack } = subject;
  return {
    order: payment.orderReference,
    reference: payment.reference,
    gatewayPayment: payment.gateway?.id ?? '',
    walletNumber: payment.gateway?.methodTransactionId ?? '',
    givenBack: givenBack > 0 ? money(givenBack, payment.currency) : '',
    cashier: nameOf(payment.cashier),
  };
};

const factsOfRefund = ({ refund, originalNumber }: ReceiptSubject & { kind: 'refund' }): Facts => ({
  reference: refund.reference,
  gatewayRefund: refund.gateway?.id ?? '',
  originalNumber: String(originalNumber),
  originalReference: refund.paymentReference,
  gatewayPayment: refund.paymentId,
  askedBy: nameOf(refund.askedBy),
  approvedBy: nameOf(refund.approvedBy),
});

const factsOf = (subject: ReceiptSubject, terms: ReceiptTerms): readonly ReceiptBlock[] => {
  const { number, at, hash, terminal } = subject;
  const facts: Facts = {
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    [subject.kind === 'payment' ? 'number' : 'refundNumber']: String(number),
    time: timeOf(at, terms),
    wallet: WALLET,
    ...(subject.kind === 'payment' ? factsOfPayment(subject) : factsOfRefund(subject)),
    journal: hash.slice(0, SHORT_HASH),
  };
  return (Object.entries(facts) as [FactName, string][])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ kind: 'fact', name, label: terms.words[name], value }));
};

const bannersOf = (
  { environment }: ReceiptSource,
  { copy, words }: ReceiptTerms,
): readonly ReceiptBlock[] => {
  const banner = (text: string): ReceiptBlock => ({ kind: 'banner', text });
  const unreal = environment === 'training' || environment === 'test' ? [banner(words[environment])] : [];
  return copy > 1 ? [...unreal, banner(`${words.duplicate} ${copy - 1}`)] : unreal;
};

/** What was taken, where that is known, and not only what was asked for. */
const moneyOf = (subject: ReceiptSubject): Money =>
  subject.kind === 'payment' ? (takenInstead(subject.payment) ?? subject.payment) : subject.refund;

/** The receipt of a payment or a refund as the books have it now. */
export const describeReceipt = (subject: ReceiptSubject, terms: ReceiptTerms): Receipt => {
  const { words, language } = terms;
  const about = subject.kind === 'payment' ? subject.payment : subject.refund;
  const { title, note } =
    subject.kind === 'payment' ? standingOfPayment(subject.payment) : standingOfRefund(subject.refund);
  const { amount, currency } = moneyOf(subject);
  const banners = bannersOf(subject, terms);
  return {
    language,
    blocks: [
      ...banners,
      { kind: 'store', text: subject.terminal.storeName },
      { kind: 'title', text: words[title] },
      { kind: 'amount', text: money(amount, currency) },
      { kind: 'rule' },
      ...factsOf(subject, terms),
      { kind: 'rule' },
      { kind: 'code', payload: about.reference },
      { kind: 'note', text: words[note] },
      ...banners,
    ],
  };
};

/** A page that shows whether a printer prints everything a receipt needs; it carries no amount. */
export const describeTestPage = (
  terminal: Terminal,
  at: number,
  { language, words, localTime }: Omit<ReceiptTerms, 'copy'>,
): Receipt => ({
  language,
  blocks: [
    { kind: 'store', text: terminal.storeName },
    { kind: 'title', text: words.testPage },
    { kind: 'rule' },
    { kind: 'fact', name: 'terminalId', label: words.terminalId, value: terminal.terminalId },
    { kind: 'fact', name: 'time', label: words.time, value: timeOf(at, { localTime }) },
    { kind: 'fact', name: 'wallet', label: words.wallet, value: WALLET },
    { kind: 'note', text: words.testPageSigns },
    { kind: 'rule' },
    { kind: 'code', payload: terminal.terminalId },
    { kind: 'note', text: words.testPageWorks },
  ],
});
