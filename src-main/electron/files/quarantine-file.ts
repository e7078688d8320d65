import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import type { JsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Log } from '#services/ports.ts';

/**
 * Renames `<stem>.json`, which cannot be read, to `<stem>.broken-<n>.json`.
 * @returns its new name
 */
export const quarantine = (path: string): string => {
  const nameOf = (n: number): string => path.replace(/\.json$/, `.broken-${n}.json`);
  let n = 1;
  while (existsSync(nameOf(n))) n += 1;
  renameSync(path, nameOf(n));
  return basename(nameOf(n));
};

/**
 * What the file holds; `fallback` if there is none. A damaged file is quarantined and logged, and `fallback` returned.
 * Throws OutOfReach while it only cannot be read, and NodeJS.ErrnoException if a damaged one cannot be renamed.
 */
export const readOrQuarantine = <T>(file: JsonFile<T>, fallback: T, log: Log, message: string): T => {
  const read = readWithinReach(file);
  if (read.state === 'read') return read.value;
  if (read.state === 'damaged') log.error(message, { error: read.error, kept: quarantine(file.path) });
  return fallback;
};

/** The same for a file that changes no rule of the shop: whatever is wrong with it, the till opens with `fallback`. */
export const readOrFallBack = <T>(file: JsonFile<T>, fallback: T, log: Log, message: string): T => {
  try {
    return readOrQuarantine(file, fallback, log, message);
  } catch (error) {
    log.error(message, { error });
    return fallback;
  }
};
