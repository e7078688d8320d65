import { z } from 'zod';

/**
 * Whether reading failed because of what a row holds: it was damaged, or a newer version wrote it. Anything else, such as
 * a failing disk, is no fault of the row.
 */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof z.ZodError || error instanceof SyntaxError;
