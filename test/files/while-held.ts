import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Does `work` while another program holds the file of this name, as a virus scanner does, or while this user may not
 * read it; returns what it returns, and holds the file until a promise has settled.
 */
export const whileHeld = <T>(name: string, work: () => T, code = 'EBUSY'): T => {
  const real = fs.readFileSync;
  Reflect.set(fs, 'readFileSync', (...args: unknown[]): unknown => {
    const [path] = args;
    if (String(path).endsWith(name) && fs.existsSync(String(path)))
      throw Object.assign(new Error(`${code}: refused, open ${name}`), { code });
    return Reflect.apply(real, fs, args) as unknown;
  });
  syncBuiltinESMExports();
  const release = (): void => {
    Reflect.set(fs, 'readFileSync', real);
    syncBuiltinESMExports();
  };
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
