import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In memory if possible: thousands of journals would keep a real disk busy for minutes. */
const parent = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** Calls `act` with a new folder and removes it afterwards. */
export const inFolder = async <T>(act: (folder: string) => T | Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(parent(), 'countertop-disk-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
