import { failingDisk, fullDisk, lockedFiles } from './bad-disks.ts';
import { flippedBytes } from './flipped-bytes.ts';
import { readOnlyJournal } from './read-only.ts';
import type { DiskFault } from './rows.ts';
import { tornLog } from './torn-log.ts';

export interface DiskFaultOptions {
  /** Bytes to flip, one at a time, chosen by the seed. */
  readonly flips: number;
  readonly seed: number;
  /** The last frames (4120 bytes each) of the write-ahead log, in which it is cut at every byte. */
  readonly frames: number;
}

const THOROUGH: DiskFaultOptions = { flips: 300, seed: 1, frames: 2 };

/** Everything a disk can do to the journal, one after the other. */
export const diskFaults = async (options = THOROUGH): Promise<readonly DiskFault[]> => [
  await fullDisk(),
  await failingDisk(),
  await lockedFiles(),
  await readOnlyJournal(),
  await tornLog(options.frames),
  await flippedBytes(options.flips, options.seed),
];
