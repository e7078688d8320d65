import { parseHttpDate } from './http-date.ts';

/** A longer wait is cut to an hour, so that a mistake at the gateway does not silence the till for days. */
const MAX_WAIT_MS = 3_600_000;

/**
 * How long to wait (ms) according to a Retry-After header: whole seconds or an HTTP date (RFC 9110 §10.2.3). Null if it
 * is missing or unreadable. A date counts from the answer's own Date header, so that a wrong clock here does no harm.
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
    : parseHttpDate(text) -
      (Number.isNaN(parseHttpDate(dateHeader ?? '')) ? now : parseHttpDate(dateHeader ?? ''));
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), MAX_WAIT_MS);
};
