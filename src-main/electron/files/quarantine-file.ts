import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import type { JsonFile, JsonRead } from '#files/json-file.ts';
import { isOutOfReach, readWithinReach } from '#files/within-reach.ts';
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

const valueOf = <T>(read: JsonRead<T>, path: string, fallback: T, log: Log, message: string): T => {
  if (read.state === 'read') return read.value;
  if (read.state === 'damaged') log.error(message, { error: read.error, kept: quarantine(path) });
  return fallback;
};

/**
 * What the file holds; `fallback` if there is none. A damaged file is quarantined and logged, and `fallback` returned;
 * so is it, but with the file left where it is, while the file only cannot be read.
 */
export const readOrQuarantine = <T>(file: JsonFile<T>, fallback: T, log: Log, message: string): T => {
  const read = file.read();
  if (read.state === 'damaged' && isOutOfReach(read.error)) {
    log.error(message, { error: read.error });
    return fallback;
  }
  return valueOf(read, file.path, fallback, log, message);
};

/** The same for a file that nothing may take the place of while it cannot be read: throws OutOfReach then. */
export const readUnlessOutOfReach = <T>(file: JsonFile<T>, fallback: T, log: Log, message: string): T =>
  valueOf(readWithinReach(file), file.path, fallback, log, message);
