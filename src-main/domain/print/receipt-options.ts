/** The words and options that receipts are written with. */
import type { LanguageName } from '#domain/shop/language.ts';

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
  | 'bench'
  | 'duplicate'
  | 'thanks'
  | 'onItsWay'
  | 'noReceipt'
  | 'trainingManager'
  | 'testPage'
  | 'testPageWorks'
  | 'testPageSigns';

/** The words of one language; the Chinese ones keep "TRAINING" and the wallet's name as they are. */
export type ReceiptWords = Readonly<Record<ReceiptWord, string>>;

export interface ReceiptOptions {
  /** 1 for the first; every further one is marked as a duplicate. */
  readonly copy: number;
  readonly language: LanguageName;
  readonly words: ReceiptWords;
  /** Epoch ms as the shop's local time: '2026-11-23T10:15:30.123+08:00'. */
  readonly localTime: (at: number) => string;
  /** The shop's address, line by line; '' prints nothing. */
  readonly storeAddress: string;
}
