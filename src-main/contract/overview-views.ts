/** What was taken, as the Sale, Day and Overview screens show it. */
import { z } from 'zod';
import type { Overview } from '#domain/takings/overview.ts';

/** Business dates, both included. */
export const OverviewInput = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
export type OverviewInput = z.infer<typeof OverviewInput>;

/** Added up in main from the journal; windows only show it. */
export const OverviewView = z.custom<Overview>((value) => typeof value === 'object' && value !== null);
export type OverviewView = z.infer<typeof OverviewView>;
