import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Does `work`, and calls `before` each time that a file is about to get its name or to be removed. What `before` throws
 * is the disk's refusal.
 */
export const atWrites = async <T>(before: () => void, work: () => Promise<T>): Promise<T> => {
  const { renameSync, rmSync } = fs;
  Reflect.set(fs, 'renameSync', (...args: Parameters<typeof renameSync>) => {
    before();
    renameSync(...args);
  });
  Reflect.set(fs, 'rmSync', (...args: Parameters<typeof rmSync>) => {
    if (fs.existsSync(args[0])) before();
    rmSync(...args);
  });
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(fs, { renameSync, rmSync });
    syncBuiltinESMExports();
  }
};
