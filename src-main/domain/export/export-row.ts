/** What a row of the payments file is written from. */
import type { Hundredths } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';

interface ExportFacts {
  /** The payment itself, or the one that the refund belongs to. */
  readonly payment: Payment;
  readonly number: number;
  readonly sequence: number;
  readonly hash: string;
  /** When it ended (epoch ms); null while it has not. */
  readonly endedAt: number | null;
  /** The Z that covers its end; null while it has not ended or no Z covers its end. */
  readonly zNumber: number | null;
}

/** When it ended, and the Z that covers that. */
export type ExportEnd = Pick<ExportFacts, 'endedAt' | 'zNumber'>;

export const NOT_ENDED: ExportEnd = { endedAt: null, zNumber: null };

export type ExportRow =
  | (ExportFacts & {
      readonly record: 'payment';
      readonly story: Payment;
      /**
       * What has been refunded of it so far; null in an accounting file, whose rows never change, and if one of its
       * refunds cannot be read.
       */
      readonly refunded: Hundredths | null;
    })
  | (ExportFacts & { readonly record: 'refund'; readonly story: Refund });
