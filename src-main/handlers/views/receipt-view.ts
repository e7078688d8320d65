/** The status of printing, as screens show it. */
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { ReceiptView } from '#contract/views/receipt-views.ts';
import type { Unprinted } from '#services/print/print-queue.ts';
import type { ReceiptStatus } from '#services/print/receipt-status.ts';

export const UNPRINTED_CODES = {
  'not-found': 'payment-not-found',
  'no-printer': 'printer-none',
  busy: 'printer-busy',
  unreachable: 'printer-unreachable',
  silent: 'printer-silent',
  'broke-off': 'printer-broke-off',
  'not-recorded': 'receipt-not-recorded',
} as const satisfies Record<Unprinted, Problem['code']>;

export const receiptView = ({ why, ...status }: ReceiptStatus): ReceiptView => ({
  ...status,
  problem: why && problem(UNPRINTED_CODES[why]),
});
