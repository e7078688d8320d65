/** Updates of the program, as the person in charge of the till sees them. */
import { z } from 'zod';
import { Problem } from '#contract/problem.ts';

export const UpdateView = z.strictObject({
  /** Of the running program. */
  version: z.string(),
  /** `off`: no address is set. `by-hand`: this copy of the program cannot be updated from a feed. */
  stage: z.enum(['off', 'by-hand', 'none', 'offered', 'downloading', 'ready', 'installing']),
  /** The version offered; '' if there is none. */
  offered: z.string(),
  /** Whether it will be installed when the day is closed. */
  waitsForClose: z.boolean(),
  isChecking: z.boolean(),
  /** When the feed last answered; epoch ms, null if it has not since the start. */
  checkedAt: z.int().nullable(),
  /** What went wrong last. */
  problem: Problem.nullable(),
});
export type UpdateView = z.infer<typeof UpdateView>;

export const InstallInput = z.strictObject({ when: z.enum(['now', 'after-close']) });
