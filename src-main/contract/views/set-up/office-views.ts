/** The till's connection to its office. The credential is never sent to a window. */
import { z } from 'zod';
import { OFFICE_TROUBLES } from '#domain/office/office-standing.ts';

/** Far more than is allowed, so that what is too long gets a problem that says so. */
const typed = z.string().max(4000);

/** As typed; main checks it and says what is wrong. */
export const OfficeInput = z.strictObject({ address: typed, code: typed });

export const RestoreProgressView = z.strictObject({
  stage: z.enum(['coming', 'checking']),
  done: z.int(),
  total: z.int(),
});

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
  progress: RestoreProgressView.nullable(),
});
export type OfficeView = z.infer<typeof OfficeView>;

/**
 * What the till shows of it: how many events the office lacks and since when, once that is long ago; and trouble that a
 * manager must read about.
 */
export const OfficeNoticeView = z.strictObject({
  late: behind.nullable(),
  trouble: z.enum(OFFICE_TROUBLES).exclude(['unreached', 'replaced']).nullable(),
});
export type OfficeNoticeView = z.infer<typeof OfficeNoticeView>;
