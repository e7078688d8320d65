/** How a till's journal goes to the office: its rows as they are, in their order, from where the office has got to. */
import { z } from 'zod';
import type { Head } from '#domain/journal/chained-row.ts';
import { tillState } from './till-state.ts';

/** Most rows of one push. */
export const PUSH_ROWS = 500;

/**
 * The longest payload, in bytes of UTF-8, that goes to the office and comes back from it. A row about a payment or a refund
 * has less than 200 kB, whatever the gateway says; longer ones are Zs, which name each refund and shift since the Z before,
 * and this is one of many thousands. A longer row stays at the till with all rows after it, and both sides say so.
 */
export const ROW_BYTES = 8_000_000;

/** Most bytes of a push's body before it is compressed, as of a `JournalPart`: such a row is at most twice as long in JSON. */
export const LONG_BODY_BYTES = 2 * ROW_BYTES + 100_000;

const utf8 = new TextEncoder();

/** Whether a row with this payload is more than an office takes. */
export const isRowTooLong = (payload: string): boolean =>
  payload.length > ROW_BYTES ||
  (3 * payload.length > ROW_BYTES && utf8.encode(payload).byteLength > ROW_BYTES);

export const head = z.strictObject({
  sequence: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<Head>;

/** PostgreSQL's texts cannot hold NUL. No till writes it as it is: its payloads are JSON, which spells it out. */
const storable = z.string().refine((text) => !text.includes('\0'));

/** `[at, reference, type, payload]` of one row; its number and both hashes follow from the rows before. */
export const pushedRow = z.tuple([
  z.int(),
  storable.min(1).max(100),
  storable.min(1).max(100),
  // As long as the body may be: a row that is refused would keep all rows after it away.
  storable,
]);
export type PushedRow = Readonly<z.infer<typeof pushedRow>>;

/** Of more, zod looks at none: a body has room for a million small ones, over which a till would stand still. */
export const pushedRows = z.array(pushedRow).max(PUSH_ROWS);

export const push = z.strictObject({
  /** The last row before these, as the till has it: where the office has got to, as far as the till knows. */
  after: head,
  rows: pushedRows,
  /** The last of `rows`; `after` where there are none. The office follows the rows and must come to the same hash. */
  upTo: head,
  /** The journal's last row by now. */
  end: head,
  state: tillState,
});
export type Push = Readonly<z.infer<typeof push>>;

/**
 * What the office answers. `cursor` is the last row that it has on disk.
 *
 * `taken`: it has all rows up to `cursor`, those of this push among them, be it for the first time or again.
 * `behind`: it has fewer rows than the till believed; the till goes on after `cursor`.
 * `ahead`: it has rows after the journal's `end`: the journal was set back, as by a restored disk. Nothing was taken.
 * `forked`: its row `at` is not the till's, or the pushed rows do not come to `upTo`: two journals go by this name, or one
 * was rewritten. Nothing was taken.
 */
export const pushAnswer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('taken'), cursor: head }),
  z.strictObject({ answer: z.literal('behind'), cursor: head }),
  z.strictObject({ answer: z.literal('ahead'), cursor: head }),
  z.strictObject({ answer: z.literal('forked'), cursor: head, at: z.int() }),
]);
export type PushAnswer = Readonly<z.infer<typeof pushAnswer>>;
