/**
 * Takings are added up by quarter hours of UTC: every time zone in use is whole quarter hours away from it, and most
 * cut-offs fall on one. A quarter hour belongs to the business day, and the hour, in which it begins.
 */
export const QUARTER_HOUR_MS = 15 * 60_000;

/** The quarter hour of an instant (epoch ms), counted from 1970. */
export const quarterOf = (at: number): number => Math.floor(at / QUARTER_HOUR_MS);

/** The first quarter hour that begins at an instant or after it. */
export const firstQuarterFrom = (at: number): number => Math.ceil(at / QUARTER_HOUR_MS);

/** When it begins; epoch ms. */
export const quarterBegins = (quarter: number): number => quarter * QUARTER_HOUR_MS;
