/** The time zone of a till, from its stored state. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import { calendarOf } from '../journal/sums/calendar.ts';

/** What a state says of business days. */
export const dayRule = z
  .string()
  .transform((text) => tillState.pick({ cutOff: true, timeZone: true }).strip().parse(JSON.parse(text)));

/** `now` (epoch ms) is used if the zone that the till names is unknown here. */
export const zoneOf = (state: z.infer<typeof dayRule>, now: number): string =>
  calendarOf(state, now).rule.timeZone;
