/** What was taken, as the Sale, Day and Overview screens show it. */
import { z } from 'zod';
import { NAMED_RANGES } from '#domain/takings/named-range.ts';
import type { Overview } from '#domain/takings/overview.ts';

/** Business dates, both included, or a range by its name. */
export const OverviewInput = z.union([
  z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  z.strictObject({ named: z.enum(NAMED_RANGES) }),
]);
export type OverviewInput = z.infer<typeof OverviewInput>;

/** Added up in main from the journal; windows only show it. */
export const OverviewView = z.custom<Overview>((value) => typeof value === 'object' && value !== null);
export type OverviewView = z.infer<typeof OverviewView>;
