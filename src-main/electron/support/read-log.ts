import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

const endOf = (path: string, maxBytes: number): string => {
  const { size } = statSync(path);
  const bytes = Buffer.alloc(Math.min(size, maxBytes));
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
  } finally {
    closeSync(file);
  }
  const text = bytes.toString('utf8');
  // The first line may be cut off.
  return bytes.length < size ? text.slice(text.indexOf('\n') + 1) : text;
};

/** The end of the log in `<home>/logs`, oldest line first, about `maxBytes` bytes; '' if it cannot be read. */
export const readLog = (home: string, maxBytes: number): string => {
  const folder = join(home, 'logs');
  const parts: string[] = [];
  let left = maxBytes;
  try {
    const paths = readdirSync(folder)
      .filter((name) => /^till-.*\.log$/.test(name))
      .map((name) => join(folder, name))
      .toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
    for (const path of paths) {
      if (left <= 0) break;
      const part = endOf(path, left);
      parts.unshift(part);
      left -= Buffer.byteLength(part);
    }
  } catch {
    // What was read so far is still useful.
  }
  return parts.join('');
};
