/** What people type, as it comes in. */
import { z } from 'zod';
import { LONGEST_PASSWORD } from '../../../people/passwords.ts';
import { MOST_STORES_SHOWN, STORES_SHOWN } from '../../../views/now-views.ts';

/** Of a person, a store, a till: something to read, on one line. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);

export const password = z.string().max(LONGEST_PASSWORD);

export const id = z.string().min(1).max(64);

/** Nothing chosen, as a form writes it, is null. */
export const chosen = z
  .string()
  .max(64)
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

/** Whether a text is a day of the calendar, '2026-11-30'. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

export const date = z.string().refine(isDay);

/** A part of a name; '' for all. */
export const looked = z.string().max(80).default('');

/** What of the live view somebody looks at. */
export const nowShown = z.strictObject({
  store: chosen,
  q: looked,
  upTo: z.coerce.number().int().min(1).max(MOST_STORES_SHOWN).default(STORES_SHOWN),
});
