import { z } from 'zod';

/** Why something failed. Code is a number in this API; one card sample shows text, hence both. */
const reasonSchema = z.object({ Code: z.union([z.number(), z.string()]), Info: z.string() });
export type Reason = z.infer<typeof reasonSchema>;

/** The status from `at` (epoch ms) on; a step in the future is a plan that may still be dropped. */
export const stepSchema = z.object({
  at: z.number(),
  statusId: z.number(),
  reasons: z.array(reasonSchema).nullable(),
});
export type Step = z.infer<typeof stepSchema>;

/** A step relative to some moment, as the scenario table writes it. */
export type PlannedStep = {
  readonly afterMs: number;
  readonly statusId: number;
  readonly reasons?: Reason[];
};
