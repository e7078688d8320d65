import { z } from 'zod';
import { Problem } from './problem.ts';

export const LanguageChoice = z.enum(['en', 'zh']);

/** The printer's part of the settings screen as typed. */
export const ReceiptInput = z.strictObject({
  mode: z.enum(['auto', 'ask', 'off']),
  printer: z.enum(['none', 'system', 'tcp', 'device']),
  address: z.string().max(600),
  width: z.literal([58, 80]),
  language: LanguageChoice,
});

/** What a test page is printed with, as typed. */
export const TestPageInput = ReceiptInput.extend({ storeAddress: z.string().max(600) });

/** How the receipt of one payment or refund stands. */
export const ReceiptView = z.strictObject({
  reference: z.string(),
  state: z.enum(['none', 'printing', 'printed', 'failed']),
  /** Times it went out, on paper and into files. */
  copies: z.number().int(),
  /** Why it did not come out, or null. */
  problem: Problem.nullable(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

export const PrinterNames = z.array(z.string()).readonly();

export const SavedReceipt = z.strictObject({ fileName: z.string() });
