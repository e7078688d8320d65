/** What the till shows of exports: where they go, their formats, and how the last one went. */
import { z } from 'zod';
import { Problem } from '#contract/problem.ts';

const ExportNotice = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('provisional') }),
  z.strictObject({
    why: z.literal('incomplete'),
    unread: z.array(z.string()).readonly(),
    more: z.int(),
    isProvisional: z.boolean(),
  }),
]);
export type ExportNotice = z.infer<typeof ExportNotice>;

export const ExportStatusView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('idle') }),
  /** Rows read so far, and rows in all; both 0 until that is known. */
  z.strictObject({ state: z.literal('running'), done: z.int(), total: z.int() }),
  z.strictObject({
    state: z.literal('written'),
    fileName: z.string(),
    rows: z.int().nullable(),
    /** Why the file is not the last word. */
    notice: ExportNotice.optional(),
  }),
  z.strictObject({ state: z.literal('cancelled') }),
  z.strictObject({ state: z.literal('failed'), problem: Problem }),
]);
export type ExportStatusView = z.infer<typeof ExportStatusView>;

export const ExportFormView = z.strictObject({
  /** Today's business date, '2026-11-23'. */
  today: z.string(),
  /** The chosen folder; '' for the till's own. */
  folder: z.string(),
  atClose: z.boolean(),
  /** Formats for accounting, besides our own. */
  presets: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  status: ExportStatusView,
});
export type ExportFormView = z.infer<typeof ExportFormView>;

export const ExportInput = z.strictObject({
  /** Business dates, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Id of a preset; null for our own format. */
  preset: z.string().max(40).nullable(),
});
export type ExportInput = z.infer<typeof ExportInput>;
