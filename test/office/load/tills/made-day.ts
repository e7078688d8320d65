/**
 * A till's whole day, made before the clock starts: its rows are ready to send, so that sending costs next to
 * nothing while the office is measured.
 */
import type { Head } from '#domain/journal/chained-row.ts';
import { chanceFrom } from './chance.ts';
import type { TillBook } from '../compare-books.ts';
import { tillDay } from './day.ts';
import { SimulatedTill } from './simulated-till.ts';

export interface MadeDay {
  /** The journal's end before this day. */
  readonly after: Head;
  /** Rows as JSON, each with a comma behind it, and where each ends. */
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Epoch ms from which each is there. */
  readonly times: Float64Array<ArrayBuffer>;
  /** 32 bytes each. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly payments: number;
  readonly sums: TillBook['sums'];
}

export interface Making {
  readonly number: number;
  /** Different for each day of one till. */
  readonly name: string;
  readonly after: Head;
  readonly hours: number;
  /** Epoch ms. */
  readonly start: number;
}

const HASH_BYTES = 32;

export const makeDay = ({ number, name, after, hours, start }: Making): MadeDay => {
  const till = new SimulatedTill(name, chanceFrom(number), after);
  for (const at of tillDay(number, hours).sales()) till.sell(start + at);
  const { unsent, payments, sums } = till;
  const texts = unsent.map(({ row }) => Buffer.from(`${JSON.stringify(row)},`));
  const [ends, times] = [new Uint32Array(unsent.length), new Float64Array(unsent.length)];
  const hashes = new Uint8Array(unsent.length * HASH_BYTES);
  let [end, latest] = [0, 0];
  for (const [index, { row, hash }] of unsent.entries()) {
    end += texts[index]?.byteLength ?? 0;
    latest = Math.max(latest, row[0]);
    ends[index] = end;
    times[index] = latest;
    hashes.set(Buffer.from(hash, 'hex'), index * HASH_BYTES);
  }
  const rows = new Uint8Array(end);
  for (const [index, text] of texts.entries()) rows.set(text, (ends[index] ?? 0) - text.byteLength);
  return { after, rows, ends, times, hashes, payments, sums };
};

export const hashAt = ({ hashes }: MadeDay, index: number): string =>
  Buffer.from(hashes.buffer, index * HASH_BYTES, HASH_BYTES).toString('hex');
