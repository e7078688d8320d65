import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { DiskUse } from '#domain/health/disk-use.ts';
import { DISK_KINDS, diskKindOf } from '#domain/health/disk-use.ts';
import type { Log } from '#services/ports.ts';

/** An open page reads this every five seconds; nothing grows that fast. */
const MEASURED_FOR_MS = 60_000;

/** 0 for a file that has gone meanwhile. */
const sizeOf = async (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** The bytes of each kind in the data folder. Rejects if a folder cannot be read. */
export const measureDiskUse = async (home: string): Promise<DiskUse> => {
  const use = Object.fromEntries(DISK_KINDS.map((kind) => [kind, 0])) as Record<keyof DiskUse, number>;
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const kind = entry.isFile() ? diskKindOf(relative(home, path).split(sep)) : null;
    if (kind !== null) use[kind] += await sizeOf(path);
  }
  return use;
};

/** The last measurement, null at first. If it is older than a minute, measures again in the background. */
export const openDiskUse = (home: string, log: Log): (() => DiskUse | null) => {
  let last: DiskUse | null = null;
  let startedAt = -Infinity;
  return () => {
    if (performance.now() - startedAt < MEASURED_FOR_MS) return last;
    startedAt = performance.now();
    measureDiskUse(home).then(
      (use) => (last = use),
      (error: unknown) => log.warn('the data folder could not be measured', { error }),
    );
    return last;
  };
};
