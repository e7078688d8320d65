import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './durable-file.ts';

/** Where to keep a file that does not open. The name depends on its content, so that no file replaces another. */
export const unopenedPath = (path: string): string => {
  const mark = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8);
  return `${path}.unopened-${mark}`;
};

/**
 * Copies a file that does not open before another replaces it: it may be possible to open it later. Throws
 * NodeJS.ErrnoException.
 */
export const copyUnopened = (path: string): void => {
  const kept = unopenedPath(path);
  if (!existsSync(kept)) writeWhole(kept, readFileSync(path));
};
