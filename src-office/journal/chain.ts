/** Recomputes the till's hash chain. */
import { createHash } from 'node:crypto';
import type { Head } from '#domain/journal/chained-row.ts';
import { hashedText } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';

/** A row of a journal as the office keeps it. */
export interface Row {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly reference: string;
  readonly type: string;
  readonly payload: string;
  readonly hash: string;
}

/** The rows with their numbers and hashes, computed from the row before them. */
export const chained = (after: Head, rows: readonly PushedRow[]): readonly Row[] => {
  let { sequence, hash: previousHash } = after;
  return rows.map(([at, reference, type, payload]) => {
    sequence += 1;
    const row = { sequence, at, reference, type, payload };
    const hash = createHash('sha256')
      .update(hashedText({ ...row, previousHash }))
      .digest('hex');
    previousHash = hash;
    return { ...row, hash };
  });
};
