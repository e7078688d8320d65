/**
 * Takings are added up by quarter hours of UTC: every time zone in use is whole quarter hours away from it, and every
 * cut-off is on one. A quarter hour belongs to the business day and the hour in which it begins.
 */
export const QUARTER_HOUR_MS = 15 * 60_000;

/** Quarter hours in an hour and in a day of UTC, by which takings are added up as well. */
export const IN_HOUR = 4;
export const IN_DAY = 24 * IN_HOUR;

/** The quarter hour of an instant (epoch ms), counted from 1970. */
export const quarterOf = (at: number): number => Math.floor(at / QUARTER_HOUR_MS);

/** The hour and the day of UTC that a quarter hour is in, counted from 1970. */
export const hourOfQuarter = (quarter: number): number => Math.floor(quarter / IN_HOUR);
export const dayOfQuarter = (quarter: number): number => Math.floor(quarter / IN_DAY);

/** The first quarter hour that begins at an instant or after it. */
export const firstQuarterFrom = (at: number): number => Math.ceil(at / QUARTER_HOUR_MS);

/** When it begins; epoch ms. */
export const quarterBegins = (quarter: number): number => quarter * QUARTER_HOUR_MS;

/** Quarter hours, [from, to), with the whole days of UTC from `first` to `last`; if these are equal there are none. */
export interface WithWholeDays {
  readonly from: number;
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

export const withWholeDays = (from: number, to: number): WithWholeDays => {
  const first = Math.ceil(from / IN_DAY) * IN_DAY;
  const last = Math.floor(to / IN_DAY) * IN_DAY;
  return first < last ? { from, first, last, to } : { from, first: to, last: to, to };
};
