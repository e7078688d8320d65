import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './durable-file.ts';

/** Where a file is kept that does not open: another name for each content, so that none takes another's place. */
export const unopenedPath = (path: string): string => {
  const mark = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8);
  return `${path}.unopened-${mark}`;
};

/**
 * Copies a file that does not open before another one takes its place: it may be possible to open it later. Throws
 * NodeJS.ErrnoException.
 */
export const keepUnopened = (path: string): void => {
  const kept = unopenedPath(path);
  if (!existsSync(kept)) writeWhole(kept, readFileSync(path));
};
