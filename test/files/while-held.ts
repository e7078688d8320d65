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
