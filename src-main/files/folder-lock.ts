/** Lets programs started at the same moment do something one after the other. */
import { mkdirSync, rmSync } from 'node:fs';

/**
 * How long one program waits for another. If the other was killed meanwhile, this is the longest wait, and happens only
 * once.
 */
const WAITS_MS = 5_000;
const POLL_INTERVAL_MS = 20;

const isTaken = (folder: string): boolean => {
  try {
    mkdirSync(folder);
    return false;
  } catch {
    return true;
  }
};

/**
 * Only one program can create `folder`, whose parent must exist; it is removed after `work`. Blocks the thread
 * meanwhile.
 */
export const withFolderLock = <T>(folder: string, work: () => T, waits = WAITS_MS): T => {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < waits && isTaken(folder); waited += POLL_INTERVAL_MS)
    Atomics.wait(sleeper, 0, 0, POLL_INTERVAL_MS);
  try {
    return work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
