import { momentOf } from './http-date.ts';

/** A gateway that asks for more than an hour is asked again after one: a till cannot wait longer blindly. */
const LONGEST_MS = 3_600_000;

/**
 * Milliseconds to wait by a Retry-After header: whole seconds or an HTTP date (RFC 9110 §10.2.3); null when there is
 * none or it cannot be read. A date is measured against the answer's own Date header, so a wrong clock does no harm.
 */
export const retryAfterMs = (
  header: string | null,
  dateHeader: string | null,
  now: number,
): number | null => {
  if (header === null) return null;
  const text = header.trim();
  const wait = /^\d+$/.test(text)
    ? Number(text) * 1_000
    : momentOf(text) - (Number.isNaN(momentOf(dateHeader ?? '')) ? now : momentOf(dateHeader ?? ''));
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_MS);
};
