import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { paymentRecord, refundRecord } from './records.ts';

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment'), payment: paymentRecord }),
  z.object({ kind: z.literal('refund'), refund: refundRecord }),
  z.object({ kind: z.literal('reset') }),
]);

/** One line of the store file: the new version of a record, or an order to forget everything before it. */
export type StoreLine = z.infer<typeof line>;

/** Reads the lines of a store file, oldest first; a line torn by a power cut is skipped. */
export function readStoreLines(file: string): StoreLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(readLine);
}

function readLine(text: string): StoreLine[] {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/**
 * Opens a store file for appending, creating its folder if it is missing. A torn last line is ended first, or the next
 * record would be lost with it.
 */
export function appendTo(file: string): (entry: StoreLine) => void {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8').slice(-1))) appendFileSync(file, '\n');
  return (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
