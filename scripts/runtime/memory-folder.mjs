// @ts-check
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** What the tests have on the disk at once, several times over. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * Runs `work` with a folder for temporary files that is kept in memory, where writing a file through to the disk, which
 * the till does for every step of a payment, costs nothing. The folder goes with its end.
 * @template T
 * @param {(folder: string | undefined) => Promise<T>} work gets undefined where the system has no such place, or too little room
 * @returns {Promise<T>}
 */
export async function withMemoryFolder(work) {
  if (!offersRoom()) return work(undefined);
  const folder = mkdtempSync(join(MEMORY, 'countertop-'));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(folder, 0o1777);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function offersRoom() {
  if (!existsSync(MEMORY) || !existsSync('/proc/mounts')) return false;
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((line) => line.includes(` ${MEMORY} tmpfs `));
  // The tests start programs that they have put there.
  if (!mount || /\bnoexec\b/.test(mount)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}
