import { z } from 'zod';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { Problem } from '#contract/problem.ts';

export const LanguageChoice = z.enum(LANGUAGE_NAMES);

/** The status of the receipt of one payment or refund. */
export const ReceiptView = z.strictObject({
  reference: z.string(),
  state: z.enum(['none', 'printing', 'printed', 'failed']),
  /** How many times it was printed. */
  copies: z.number().int(),
  /** Why it failed, or null. */
  problem: Problem.nullable(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

export const PrinterNames = z.array(z.string()).readonly();

export const SavedReceipt = z.strictObject({ fileName: z.string() });
