/** How a till pushes its journal: the rows as they are, in order, from the office's cursor onwards. */
import { z } from 'zod';
import type { Head } from '#domain/journal/chained-row.ts';
import { officeNames } from './office-names.ts';
import { tillState } from './till-state.ts';

/** The most rows in one push. */
export const MAX_PUSH_ROWS = 500;

/**
 * The longest payload, in bytes of UTF-8, that the office takes and sends back. A row about a payment or refund is
 * under 200 kB, whatever the gateway sends. Only Zs are longer, since they name each refund and shift since the
 * previous Z; one of this size would name many thousands. A longer row stays at the till with all rows after it, and
 * both sides say so.
 */
export const MAX_ROW_BYTES = 8_000_000;

/**
 * The most bytes in the uncompressed body of a push or a `JournalPart`. Escaping a row for JSON at most doubles its length.
 */
export const MAX_LONG_BODY_BYTES = 2 * MAX_ROW_BYTES + 100_000;

const utf8 = new TextEncoder();

/** Whether a row with this payload is too long for any office. */
export const isRowTooLong = (payload: string): boolean =>
  payload.length > MAX_ROW_BYTES ||
  (3 * payload.length > MAX_ROW_BYTES && utf8.encode(payload).byteLength > MAX_ROW_BYTES);

export const head = z.object({
  sequence: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<Head>;

/** PostgreSQL's text cannot hold NUL. No till sends one: its payloads are JSON, which escapes it. */
const storable = z.string().refine((text) => !text.includes('\0'));

/** `[at, reference, type, payload]` of one row; its number and both hashes follow from the rows before. */
export const pushedRow = z.tuple([
  z.int(),
  storable.min(1).max(100),
  storable.min(1).max(100),
  // No limit but the body's: refusing a row would hold back all rows after it.
  storable,
]);
export type PushedRow = Readonly<z.infer<typeof pushedRow>>;

/** Zod parses none of them if there are more: a body has room for a million small rows, which would freeze a till. */
export const pushedRows = z.array(pushedRow).max(MAX_PUSH_ROWS);

/** Here, in the state and in the answers, what only a newer version says is left out. */
export const push = z.object({
  /** The last row before these, as the till has it: where the office has got to, as far as the till knows. */
  after: head,
  rows: pushedRows,
  /** The last of `rows`; `after` where there are none. The office hashes the rows itself and must arrive at the same hash. */
  upTo: head,
  /** The journal's last row now. */
  end: head,
  state: tillState,
});
export type Push = Readonly<z.infer<typeof push>>;

/**
 * What the office answers. `cursor` is the last row that it has on disk.
 *
 * `taken`: it has all rows up to `cursor`, including those of this push, whether new or repeated. `named`: what it calls
 * the till, if that is no longer what the till knows.
 * `behind`: it has fewer rows than the till assumed; the till continues after `cursor`.
 * `ahead`: it has rows after the journal's `end`: the journal is older than it was, for example because a disk was
 * restored. Nothing was taken.
 * `forked`: its row `at` is not the till's, or the pushed rows do not hash to `upTo`: two journals use this name, or
 * one was rewritten. Nothing was taken.
 */
export const pushAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('taken'), cursor: head, named: officeNames.optional() }),
  z.object({ answer: z.literal('behind'), cursor: head }),
  z.object({ answer: z.literal('ahead'), cursor: head }),
  z.object({ answer: z.literal('forked'), cursor: head, at: z.int() }),
]);
export type PushAnswer = Readonly<z.infer<typeof pushAnswer>>;
