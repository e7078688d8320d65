import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory where there is such a folder: thousands of openings would keep a real disk busy for minutes. */
const place = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** Does something in a folder of its own that is gone afterwards. */
export const inFolder = async <T>(act: (folder: string) => T | Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(place(), 'countertop-disk-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
