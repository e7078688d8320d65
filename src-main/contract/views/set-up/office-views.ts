/** How the till stands with its office. The credential is never sent to a window. */
import { z } from 'zod';
import { OFFICE_TROUBLES } from '#domain/office/office-standing.ts';

/** As typed; what it is not is said in words. */
export const OfficeInput = z.strictObject({ address: z.string().max(500), code: z.string().max(100) });

const behind = z.strictObject({ events: z.int(), since: z.int() });

/** See `OfficeStanding`. */
export const OfficeView = z.strictObject({
  connected: z
    .strictObject({ address: z.string(), storeName: z.string(), stationName: z.string() })
    .nullable(),
  confirmedAt: z.int().nullable(),
  behind: behind.nullable(),
  trouble: z.enum(OFFICE_TROUBLES).nullable(),
  untakenRow: z.int().nullable(),
  restore: z.enum(['offered', 'begun']).nullable(),
  progress: z
    .strictObject({ stage: z.enum(['coming', 'checking']), done: z.int(), total: z.int() })
    .nullable(),
});
export type OfficeView = z.infer<typeof OfficeView>;

/** What stands at the till of it: since when the office lacks how many events, once that is long; what a manager must read. */
export const OfficeNoticeView = z.strictObject({
  late: behind.nullable(),
  trouble: z.enum(OFFICE_TROUBLES).exclude(['unreached', 'replaced']).nullable(),
});
export type OfficeNoticeView = z.infer<typeof OfficeNoticeView>;
