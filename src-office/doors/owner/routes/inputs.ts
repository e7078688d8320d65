/** Schemas for what people type. */
import { z } from 'zod';
import { isSeenLine, tidyShownLine } from '#domain/free-text/shown-line.ts';
import { MAX_PASSWORD_LENGTH } from '../../../people/passwords.ts';
import { MAX_STORES_SHOWN, STORES_SHOWN } from '../../../views/now-views.ts';

const MAX_NAME_LENGTH = 80;

/** The name of a person, store or till. */
export const name = z
  .string()
  .transform(tidyShownLine)
  .refine((tidied) => tidied.length <= MAX_NAME_LENGTH && isSeenLine(tidied));

export const password = z.string().max(MAX_PASSWORD_LENGTH);

export const id = z.string().min(1).max(64);

/** A form's empty choice becomes null. */
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

/** Part of a name to search for; '' for all. */
export const search = z.string().max(80).default('');

/** Which part of the live view is shown. */
export const nowShown = z.strictObject({
  store: chosen,
  q: search,
  upTo: z.coerce.number().int().min(1).max(MAX_STORES_SHOWN).default(STORES_SHOWN),
});
