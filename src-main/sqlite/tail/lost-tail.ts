/** Whether a journal has lost its end, by the note of where it ended; see `head-note.ts`. */
import type { RunningNumbers } from '#services/installation/anchor-port.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { readHeadNote } from './head-note.ts';
import type { Reach } from '#sqlite/rows/reach.ts';

/** `rows` rows are gone. The last row left was written at `since` (epoch ms); 0 if none is left. */
export interface LostTail {
  readonly tail: 'lost';
  readonly rows: number;
  readonly since: number;
  /** Where the journal ended before. */
  readonly noted: Reach;
}

/** No note of this journal can be trusted, so nothing shows whether it is whole. */
export interface Unsure {
  readonly tail: 'unsure';
  readonly since: number;
}

export type TailVerdict = { readonly tail: 'whole' } | LostTail | Unsure;

/**
 * Compares a journal with the note beside it. A journal without a note was copied here without it, or lost it together
 * with its end, unless it comes from a version that made no such notes: then `isNoted` is false.
 */
export const tailOf = (file: string, journal: OpenJournal, isNoted: boolean): TailVerdict => {
  const read = readHeadNote(file);
  const { sequence, at: since, first } = journal.reach();
  if (read.state === 'missing' && (sequence === 0 || !isNoted)) return { tail: 'whole' };
  if (read.state !== 'read') return { tail: 'unsure', since };
  const { reach: noted } = read;
  if (noted.sequence === 0) return { tail: 'whole' };
  const rows = noted.sequence - sequence;
  if (first !== '' && first !== noted.first) return { tail: 'unsure', since };
  if (rows > 0) return { tail: 'lost', rows, since, noted };
  // A copy that went on by itself has other rows under the same numbers.
  return journal.hashOf(noted.sequence) === noted.hash ? { tail: 'whole' } : { tail: 'unsure', since };
};

/**
 * Records what is lost, or may be, with the numbers that must not be reused: those of the note, the `anchored` ones,
 * and as many more as another computer may have used. Throws DiskFailed.
 */
export const recordLostTail = (
  journal: OpenJournal,
  verdict: LostTail | Unsure,
  anchored: RunningNumbers | null,
  elsewhere: number,
  now: number,
): void => {
  const here = journal.reach();
  const { rows, noted } = verdict.tail === 'lost' ? verdict : { rows: null, noted: null };
  const highest = (of: keyof RunningNumbers): number =>
    Math.max(noted?.[of] ?? 0, anchored?.[of] ?? 0, here[of]);
  const zsLost = highest('zs') - here.zs;
  journal.transaction(() => {
    if (zsLost > 0) journal.allowSkippedZs();
    journal.record(
      {
        type: 'tail-lost',
        rows,
        since: verdict.since,
        until: noted?.at ?? null,
        payments: highest('payments') + elsewhere,
        refunds: highest('refunds') + elsewhere,
        shifts: highest('shifts'),
        zs: highest('zs'),
        zsLost,
      },
      now,
    );
  });
};
