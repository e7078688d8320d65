import { existsSync, readFileSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { writeWhole } from '#files/durable-file.ts';
import type { JsonFile } from '#files/json-file.ts';
import { OutOfReach, readWithinReach } from '#files/within-reach.ts';
import type { Log } from '#services/ports.ts';

/** The first of `<stem>.broken-1.json`, `<stem>.broken-2.json` … that is free. */
const placeBeside = (path: string): string => {
  const nameOf = (n: number): string => path.replace(/\.json$/, `.broken-${n}.json`);
  let n = 1;
  while (existsSync(nameOf(n))) n += 1;
  return nameOf(n);
};

/**
 * Renames `<stem>.json`, which cannot be read, to `<stem>.broken-<n>.json`.
 * @returns its new name
 */
const quarantine = (path: string): string => {
  const kept = placeBeside(path);
  renameSync(path, kept);
  return basename(kept);
};

/**
 * Copies `<stem>.json` to `<stem>.broken-<n>.json`; the file itself stays until another takes its place, so that neither a
 * full disk nor a power cut leaves the till without it. Throws NodeJS.ErrnoException.
 * @returns the copy's name
 */
export const keepBroken = (path: string): string => {
  const kept = placeBeside(path);
  writeWhole(kept, readFileSync(path));
  return basename(kept);
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

/** What the file holds, what its reader got instead, and what the reader made of that: what is to be written. */
type Merge<T> = (inFile: T, given: T, next: T) => T;

export interface OptionalFile<T> {
  read(): T;
  /** Throws OutOfReach while it holds what nobody has read, and NodeJS.ErrnoException if it cannot be written. */
  write(next: T): void;
}

/**
 * A file that changes no rule of the shop: whatever is wrong with it, the till opens with `fallback`. A file that only
 * could not be read keeps what it holds: what its reader then writes is the fallback with a change, and is merged.
 */
export const optionalFile = <T>(
  file: JsonFile<T>,
  { fallback, merge, log, damaged }: { fallback: T; merge: Merge<T>; log: Log; damaged: string },
): OptionalFile<T> => {
  const readNow = (): T => readOrQuarantine(file, fallback, log, damaged);
  /** What the reader goes by without having seen the file; null once it has. */
  let given: { readonly value: T } | null = null;
  return {
    read: () => {
      try {
        const value = readNow();
        given = null;
        return value;
      } catch (error) {
        log.error(damaged, { error });
        if (error instanceof OutOfReach) given = { value: fallback };
        return fallback;
      }
    },
    write: (next) => {
      if (given === null) {
        file.write(next);
        return;
      }
      file.write(merge(readNow(), given.value, next));
      given = { value: next };
    },
  };
};
