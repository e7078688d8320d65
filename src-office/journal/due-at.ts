/** When somebody must look at a till: the search for alerts reads no till before that. */
import type { TillState } from '#domain/office/till-state.ts';
import { calendarOf } from './sums/calendar.ts';

/** How long a till with an open shift may be silent before it counts as without network, power or program. */
export const SILENT_AFTER = 5 * 60_000;
export const UNRESOLVED_AFTER = 15 * 60_000;
/** A Z is often made only after the last customer has left, even if the business day ends at midnight. */
export const Z_MISSING_AFTER = 6 * 3_600_000;

/**
 * Since when a payment or refund has been without an outcome, by the office's clock; null without one. A till from before
 * does not say what time it was by its own, which then counts.
 */
export const unresolvedSince = (
  { unresolved: { count, oldestAt }, saidAt }: Pick<TillState, 'unresolved' | 'saidAt'>,
  heardAt: number,
): number | null => {
  if (count === 0 || oldestAt === null) return null;
  return saidAt === undefined ? oldestAt : heardAt - Math.max(0, saidAt - oldestAt);
};

interface Heard {
  readonly state: TillState;
  readonly heardAt: number;
  /** The first business date with money that no Z covers. */
  readonly uncovered: string | null;
}

/** The first instant at which an alert holds, unless the till says otherwise before; null for never. */
export const dueAt = ({ state, heardAt, uncovered }: Heard, now: number): number | null => {
  const { openSince, untaken } = state;
  const unresolved = unresolvedSince(state, heardAt);
  const due = [
    ...(untaken ? [heardAt] : []),
    ...(openSince === null ? [] : [heardAt + SILENT_AFTER]),
    ...(unresolved === null ? [] : [unresolved + UNRESOLVED_AFTER]),
    ...(uncovered === null ? [] : [calendarOf(state, now).rangeOf(uncovered).to + Z_MISSING_AFTER]),
  ];
  return due.length === 0 ? null : Math.min(...due);
};
