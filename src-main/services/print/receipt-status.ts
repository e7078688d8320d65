import type { Unprinted } from './print-queue.ts';

/** The status of the receipt of one payment or refund. */
export interface ReceiptStatus {
  readonly reference: string;
  readonly state: 'none' | 'printing' | 'printed' | 'failed';
  /** How often it was, or may have been, printed on paper. */
  readonly copies: number;
  /** Why it failed; null in every other state. */
  readonly why: Unprinted | null;
}
