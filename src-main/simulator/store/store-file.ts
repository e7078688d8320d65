import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { paymentRecord, refundRecord } from './records.ts';

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment'), payment: paymentRecord }),
  z.object({ kind: z.literal('refund'), refund: refundRecord }),
  z.object({ kind: z.literal('reset') }),
]);

/** One line of the books file: a record as it stands from then on, or the wish to forget all before. */
export type BookLine = z.infer<typeof line>;

/** Reads the lines of a books file, oldest first; a line torn by a power cut is passed over. */
export function readBookLines(file: string): BookLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(readLine);
}

function readLine(text: string): BookLine[] {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/**
 * Opens a books file for appending, making its folder if need be. The first line written starts on a line of its own
 * even behind a torn one, or the tear would swallow it.
 */
export function appendTo(file: string): (entry: BookLine) => void {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8').slice(-1))) appendFileSync(file, '\n');
  return (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
