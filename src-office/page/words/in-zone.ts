/** Times by a till's clock, as its receipts have them. */

const written = (
  at: number,
  style: Pick<Intl.DateTimeFormatOptions, 'timeStyle'>,
  timeZone?: string,
): string => new Intl.DateTimeFormat('en', { dateStyle: 'short', ...style, timeZone }).format(at);

/** How to format a time in this zone, which is named where its clock shows another time than this browser's. */
export const inZone = (at: number, timeZone: string | undefined): Intl.DateTimeFormatOptions => {
  try {
    const isSameClock =
      timeZone === undefined ||
      written(at, { timeStyle: 'short' }, timeZone) === written(at, { timeStyle: 'short' });
    return isSameClock ? {} : { timeZone, timeZoneName: 'short' };
  } catch {
    // A time that does not exist, or a zone that this browser does not know.
    return {};
  }
};

/** Whether both are on one day in the zone of these options; false for a time that does not exist. */
export const isSameDay = (
  one: number,
  other: number,
  { timeZone }: Pick<Intl.DateTimeFormatOptions, 'timeZone'> = {},
): boolean => {
  if ([one, other].some((at) => Number.isNaN(new Date(at).getTime()))) return false;
  return written(one, {}, timeZone) === written(other, {}, timeZone);
};
