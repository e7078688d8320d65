import type { Recorded } from '#domain/journal/activity-record.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { isTimeZone } from '#domain/zone-name.ts';

/** Whether a Z keeps the date of the one before it because the shop's zone or the start of its day has changed. */
export const isDateKept = ({ at, record }: Pick<Recorded<'day-closed'>, 'at' | 'record'>): boolean =>
  !record.clockWasBehind && isTimeZone(record.timeZone) && businessDays(record).dateOf(at) < record.date;
