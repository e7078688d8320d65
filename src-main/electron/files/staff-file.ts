import { join } from 'node:path';
import { z } from 'zod';
import { STAFF_ROLES } from '#domain/staff/staff.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import type { PinVerifier, StaffFile, StaffMember } from '#services/staff/staff-ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

/** Only the costs that this program has ever used: a greater one would freeze it. */
const pin = z.object({
  salt: z.base64(),
  cost: z.union([z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17)]),
  hash: z.base64(),
  pepper: z.string().optional(),
}) satisfies z.ZodType<PinVerifier>;

const member = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  pin,
  failures: z.int().nonnegative(),
  failedAt: z.int(),
}) satisfies z.ZodType<StaffMember>;

interface StoredStaff {
  readonly people: readonly StaffMember[];
}

const stored = z.object({ people: z.array(member) }) satisfies z.ZodType<StoredStaff>;

/**
 * The people in `<home>/staff.json`, readable by its owner only. A file that cannot be read as such is kept beside it as
 * `staff.broken-<n>.json`, and the till asks for a first manager again (docs/staff.md).
 * `write` throws NodeJS.ErrnoException where it cannot be written; the old list then remains.
 */
export const openStaffFile = (home: string, log: Log): StaffFile => {
  const file = jsonFile<StoredStaff>(join(home, 'staff.json'), stored, 2);
  const damaged = 'the staff list cannot be read; a first manager must be added again';
  let { people } = readOrQuarantine(file, { people: [] }, log, damaged);
  return {
    read: () => people,
    write: (next) => {
      file.write({ people: next });
      people = next;
    },
  };
};
