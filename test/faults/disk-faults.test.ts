import { describe, expect, test } from 'vitest';
import { failingDisk, fullDisk } from './disk/bad-disks.ts';
import { flippedBytes } from './disk/flipped-bytes.ts';
import { readOnlyJournal } from './disk/read-only.ts';
import type { DiskFault } from './disk/rows.ts';
import { tornLog } from './disk/torn-log.ts';

/** Long: every byte is an opening of a journal. */
const timeout = 120_000;

const CHECKS: readonly (readonly [string, () => Promise<DiskFault>])[] = [
  ['a full disk: refused before anything is sent, told, and gone on without a restart', fullDisk],
  ['a failing disk: refused before anything is sent, told, and gone on without a restart', failingDisk],
  ['a journal that turns read-only: refused, told, and gone on without a restart', readOnlyJournal],
  ['a power cut in the middle of a write loses that row at the most', () => tornLog(1)],
  ['a byte the disk gives back otherwise is found, named and recovered from', () => flippedBytes(60, 1)],
];

describe('the till survives', () => {
  test.each(CHECKS)('%s', { timeout }, async (_, check) => {
    expect(await check()).toMatchObject({ ok: true });
  });
});
