/** A person as the journal stores them. */
import { z } from 'zod';
import type { Person } from './staff.ts';
import { STAFF_ROLES } from './staff.ts';

export const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
}) satisfies z.ZodType<Person>;
