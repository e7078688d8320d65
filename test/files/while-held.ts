import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Another program holds the files whose name ends so, as a virus scanner does, or this user may not read them, until the
 * returned function is called.
 */
export const hold = (name: string, code = 'EBUSY'): (() => void) => {
  const real = fs.readFileSync;
  Reflect.set(fs, 'readFileSync', (...args: unknown[]): unknown => {
    const [path] = args;
    if (String(path).endsWith(name) && fs.existsSync(String(path)))
      throw Object.assign(new Error(`${code}: refused, open ${name}`), { code });
    return Reflect.apply(real, fs, args) as unknown;
  });
  syncBuiltinESMExports();
  return () => {
    Reflect.set(fs, 'readFileSync', real);
    syncBuiltinESMExports();
  };
};

/** Does `work` while the file is held; returns what it returns, and holds the file until a promise has settled. */
export const whileHeld = <T>(name: string, work: () => T, code = 'EBUSY'): T => {
  const release = hold(name, code);
  let result: T;
  try {
    result = work();
  } catch (error) {
    release();
    throw error;
  }
  if (result instanceof Promise) return result.finally(release) as T;
  release();
  return result;
};

/** Does `work` while this file cannot be copied, as on a disk with a bad sector, or without room for the copy. */
export const whileUnreadable = <T>(file: string, work: () => T, code = 'EIO'): T => {
  const { copyFileSync } = fs;
  Reflect.set(fs, 'copyFileSync', (...args: Parameters<typeof copyFileSync>) => {
    if (args[0] === file) throw Object.assign(new Error(`${code}: refused, copyfile`), { code });
    copyFileSync(...args);
  });
  syncBuiltinESMExports();
  try {
    return work();
  } finally {
    Object.assign(fs, { copyFileSync });
    syncBuiltinESMExports();
  }
};

/** How often the files whose name ends so are read while `work` is done. */
export const readsOf = async (name: string, work: () => Promise<unknown>): Promise<number> => {
  const { readFileSync } = fs;
  let reads = 0;
  Reflect.set(fs, 'readFileSync', (...args: Parameters<typeof readFileSync>) => {
    if (String(args[0]).endsWith(name)) reads += 1;
    return readFileSync(...args);
  });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, { readFileSync });
    syncBuiltinESMExports();
  }
  return reads;
};
