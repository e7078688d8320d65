/** Dates of the calendar, '2026-11-30', which are no instants. */

const DAY_MS = 86_400_000;

/** Its noon in UTC, to format in UTC. */
export const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);

/** How many days the second date is after the first. */
export const daysBetween = (first: string, second: string): number =>
  Math.round((noonOf(second) - noonOf(first)) / DAY_MS);

/** The date `days` after a date, '2026-12-01'; '' if it is no date, as while somebody types one. */
export const shiftDay = (date: string, days: number): string => {
  const at = new Date(noonOf(date) + days * DAY_MS);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
};
