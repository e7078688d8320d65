/** The content of a receipt, whatever it is printed on. */
import type { LanguageName } from '#domain/shop/language.ts';
import type { Hundredths, Money } from '#domain/money.ts';
import { formatMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Slip, SlipBlock } from './slip.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

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
  | 'refundedSoFar'
  | 'cashier'
  | 'requestedBy'
  | 'approvedBy'
  | 'settledByHand'
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

/** Its place in this journal: its running number, and the newest row about it. */
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

export interface ReceiptOptions {
  /** 1 for the first; every further one is marked as a duplicate. */
  readonly copy: number;
  readonly language: LanguageName;
  readonly words: ReceiptWords;
  /** Epoch ms as the shop's local time: '2026-11-23T10:15:30.123+08:00'. */
  readonly localTime: (at: number) => string;
  /** The shop's, line by line; '' prints nothing. */
  readonly storeAddress: string;
}

/** Not translated: it is what customers look for. */
export const WALLET = 'Alipay 支付宝';
const NOBODY = '-';
const SHORT_HASH = 12;
/** Makes a test page's code long enough to be recognised as a scan: a short one would be typed into the amount. */
const TEST_CODE = 'TEST-PAGE-';

interface Headline {
  readonly title: ReceiptWord;
  readonly note: ReceiptWord;
}

/** A payment without a known end never looks paid. */
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

/** A receipt in any language writes amounts the same way. */
const money = (amount: Hundredths, currency: string): string => formatMoney({ amount, currency }, 'en');

/** '2026-11-23 10:15:30 +08:00' */
export const timeOf = (at: number, { localTime }: Pick<ReceiptOptions, 'localTime'>): string =>
  localTime(at).replace('T', ' ').replace(/\.\d+/, ' ');

const nameOf = (person: Person | null): string => person?.name ?? NOBODY;

/** Facts that are missing or '' are left out; required ones are never ''. */
type Facts = Partial<Record<FactName, string>>;

/** Who has answered for the outcome, as long as the gateway has not told it. */
const settledByHand = (settled: Payment | Refund): string =>
  isAwaited(settled) ? nameOf(settled.byHand?.approvedBy ?? null) : '';

const factsOfPayment = (subject: ReceiptSubject & { kind: 'payment' }): Facts => {
  const { payment, refundedSoFar } = subject;
  return {
    order: payment.orderReference,
    reference: payment.reference,
    gatewayPayment: payment.gateway?.id ?? '',
    walletNumber: payment.gateway?.methodTransactionId ?? '',
    refundedSoFar: refundedSoFar > 0 ? money(refundedSoFar, payment.currency) : '',
    cashier: nameOf(payment.cashier),
    settledByHand: settledByHand(payment),
  };
};

const factsOfRefund = ({ refund, originalNumber }: ReceiptSubject & { kind: 'refund' }): Facts => ({
  reference: refund.reference,
  gatewayRefund: refund.gateway?.id ?? '',
  originalNumber: String(originalNumber),
  originalReference: refund.paymentReference,
  gatewayPayment: refund.paymentId,
  requestedBy: nameOf(refund.askedBy),
  approvedBy: nameOf(refund.approvedBy),
  settledByHand: settledByHand(refund),
});

const factsOf = (subject: ReceiptSubject, options: ReceiptOptions): readonly SlipBlock[] => {
  const { number, at, hash, terminal } = subject;
  const facts: Facts = {
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    [subject.kind === 'payment' ? 'number' : 'refundNumber']: String(number),
    time: timeOf(at, options),
    wallet: WALLET,
    ...(subject.kind === 'payment' ? factsOfPayment(subject) : factsOfRefund(subject)),
    journal: hash.slice(0, SHORT_HASH),
  };
  return (Object.entries(facts) as [FactName, string][])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ kind: 'fact', label: options.words[name], value }));
};

/** The shop's name, and its address where one is set. */
const shopOf = (
  { storeName }: Terminal,
  { storeAddress }: Pick<ReceiptOptions, 'storeAddress'>,
): readonly SlipBlock[] => [
  { kind: 'store', text: storeName },
  ...storeAddress
    .split('\n')
    .filter((line) => line !== '')
    .map((text): SlipBlock => ({ kind: 'note', text })),
];

/** What is printed first and last on a slip of training or test, and on a duplicate. */
export const bannersOf = (
  { environment }: Pick<ReceiptSource, 'environment'>,
  { copy, words }: Pick<ReceiptOptions, 'copy' | 'words'>,
): readonly SlipBlock[] => {
  const banner = (text: string): SlipBlock => ({ kind: 'banner', text });
  const unreal = environment === 'training' || environment === 'test' ? [banner(words[environment])] : [];
  return copy > 1 ? [...unreal, banner(`${words.duplicate} ${copy - 1}`)] : unreal;
};

const moneyOnReceipt = (subject: ReceiptSubject): Money =>
  subject.kind === 'payment' ? moneyOf(subject.payment) : subject.refund;

/** The receipt of a payment or a refund as the journal has it now. */
export const describeReceipt = (subject: ReceiptSubject, options: ReceiptOptions): Slip => {
  const { words, language } = options;
  const about = subject.kind === 'payment' ? subject.payment : subject.refund;
  const { title, note } =
    subject.kind === 'payment' ? headlineOfPayment(subject.payment) : headlineOfRefund(subject.refund);
  const { amount, currency } = moneyOnReceipt(subject);
  const banners = bannersOf(subject, options);
  return {
    language,
    blocks: [
      ...banners,
      ...shopOf(subject.terminal, options),
      { kind: 'title', text: words[title] },
      { kind: 'amount', text: money(amount, currency) },
      { kind: 'rule' },
      ...factsOf(subject, options),
      { kind: 'rule' },
      { kind: 'code', payload: about.reference },
      { kind: 'note', text: words[note] },
      ...banners,
    ],
  };
};

/** A page that shows whether a printer prints everything a receipt needs; it has no amount. */
export const describeTestPage = (
  terminal: Terminal,
  at: number,
  { language, words, localTime, storeAddress }: Omit<ReceiptOptions, 'copy'>,
): Slip => ({
  language,
  blocks: [
    ...shopOf(terminal, { storeAddress }),
    { kind: 'title', text: words.testPage },
    { kind: 'rule' },
    { kind: 'fact', label: words.terminalId, value: terminal.terminalId },
    { kind: 'fact', label: words.time, value: timeOf(at, { localTime }) },
    { kind: 'fact', label: words.wallet, value: WALLET },
    { kind: 'note', text: words.testPageSigns },
    { kind: 'rule' },
    { kind: 'code', payload: `${TEST_CODE}${terminal.terminalId}` },
    { kind: 'note', text: words.testPageWorks },
  ],
});
