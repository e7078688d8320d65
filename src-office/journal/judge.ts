/** Compares a push with what the office has of that journal. */
import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Push } from '#domain/office/push.ts';
import type { Row } from './chain.ts';
import { chained } from './chain.ts';

export type Verdict =
  /** `rows` are those of the push that the office does not have yet. */
  | { readonly answer: 'taken'; readonly rows: readonly Row[] }
  | { readonly answer: 'behind' }
  | { readonly answer: 'ahead' }
  | { readonly answer: 'forked'; readonly at: number };

/** The range of rows, from and to, whose office hashes `judge` needs besides the head; undefined if it needs none. */
export const neededHashes = (
  { after, upTo, end }: Push,
  head: Head,
): readonly [number, number] | undefined => {
  const asked = [Math.max(1, after.sequence), end.sequence].filter(
    (sequence) => sequence > 0 && sequence < head.sequence,
  );
  return asked.length === 0
    ? undefined
    : [Math.min(...asked), Math.min(head.sequence, Math.max(upTo.sequence, ...asked))];
};

/** Whether the push is consistent with its own rows. */
const isOfOnePiece = ({ after, upTo, end }: Push, rows: readonly Row[]): boolean => {
  const last = rows.at(-1) ?? after;
  const comesToUpTo = last.sequence === upTo.sequence && last.hash === upTo.hash;
  return (
    comesToUpTo && (end.sequence === upTo.sequence ? end.hash === upTo.hash : end.sequence > upTo.sequence)
  );
};

/** `hashAt`: the office's hash of a row, up to its `head`. */
export const judge = (push: Push, head: Head, hashAt: (sequence: number) => string | undefined): Verdict => {
  const { after, end } = push;
  const rows = chained(after, push.rows);
  if (!isOfOnePiece(push, rows)) return { answer: 'forked', at: after.sequence + 1 };
  const known = (sequence: number): string | undefined => {
    if (sequence === 0) return NO_ROWS.hash;
    return sequence === head.sequence ? head.hash : hashAt(sequence);
  };
  const differs = [after, ...rows, end].find(
    ({ sequence, hash }) => sequence <= head.sequence && known(sequence) !== hash,
  );
  if (differs) return { answer: 'forked', at: differs.sequence };
  if (after.sequence > head.sequence) return { answer: 'behind' };
  // If all its rows are already here, this is an earlier push that comes again, and the journal may have grown since. A
  // till whose journal was replaced by an older one shows it with its next push, which has no rows.
  if (rows.length === 0 && end.sequence < head.sequence) return { answer: 'ahead' };
  return { answer: 'taken', rows: rows.filter(({ sequence }) => sequence > head.sequence) };
};
