import type { Hundredths } from '#domain/money.ts';

/** Why the gateway refused: a return code, known or not, and its own English text, which is for logs. */
export interface Reason {
  readonly code: number | null;
  readonly info: string;
}

/** 20, "MerchantTransactionID duplicated": the gateway has, or has had, something under this reference. */
const DUPLICATE = 20;

/** Whether it was refused because its reference is known: the payment under that reference is then another record. */
export const isDuplicate = ({ reasons }: { readonly reasons: readonly Reason[] }): boolean =>
  reasons.some(({ code }) => code === DUPLICATE);

/** A payment as the gateway reports it, already parsed. An address is null if the gateway left it empty. */
export interface GatewayPayment {
  /** Decimal digits; text, because the wire's integer is wider than some clients assume. */
  readonly id: string;
  readonly reference: string;
  readonly amount: Hundredths;
  readonly currency: string;
  readonly statusId: number;
  readonly reasons: readonly Reason[];
  readonly redirectUrl: string | null;
  readonly qrCodeUrl: string | null;
  /** The wallet's own ID of the payment, once there is one. */
  readonly methodTransactionId: string | null;
  /** Epoch ms. The timestamp on the wire is UTC, although it does not say so. */
  readonly createdAt: number | null;
}

/** Names of the status IDs, as printed in the vendor's tables and SDKs. IDs decide; names are for people. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  1: 'Open',
  2: 'Success',
  3: 'Cancelled',
  4: 'Failed',
  5: 'Expired',
  6: 'PendingOnCustomer',
  7: 'PendingOnProvider',
  8: 'Submitted',
  9: 'Authorized',
  10: 'AuthorizeRequested',
  11: 'Captured',
  12: 'Rejected',
  13: 'CaptureRequested',
  14: 'Exception',
  15: 'CancelRequested',
  16: 'Reversed',
  17: 'Completed',
  18: 'Processing',
  19: 'Disputed',
  21: 'PartiallyRefunded',
  22: 'Refunded',
  23: 'DisputeWon',
  24: 'DisputeLost',
  25: 'Paid',
  26: 'Chargedback',
  30: 'PendingChallengeConfirmation',
  33: 'QueuedForCapturing',
  34: 'QueuedForCanceling',
  35: 'PartiallyCaptured',
};

/** 'Success' for 2; 'unknown status 99' for an ID that no table has. */
export const statusName = (statusId: number): string =>
  STATUS_NAMES[statusId] ?? `unknown status ${String(statusId)}`;

export type StatusMeaning = 'open' | 'pending' | 'paid' | 'cancelled' | 'failed' | 'expired' | 'unknown';

/**
 * What a status means for a payment. Only 2 Success is paid. 14 Exception is a manual review, and statuses of other
 * payment methods never end an Alipay payment; both stay unknown until the gateway reports another status.
 */
export const meaningOf = (statusId: number): StatusMeaning => {
  switch (statusId) {
    case 1:
      return 'open';
    case 2:
      return 'paid';
    case 3:
    case 16:
      return 'cancelled';
    case 4:
      return 'failed';
    case 5:
      return 'expired';
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
    case 13:
    case 15:
      return 'pending';
    default:
      return 'unknown';
  }
};
