import { describe, expect, test } from 'vitest';
import { failingDisk, fullDisk, lockedFiles } from './disk/bad-disks.ts';
import { flippedBytes } from './disk/flipped-bytes.ts';
import { readOnlyJournal } from './disk/read-only.ts';
import type { DiskFault } from './disk/rows.ts';
import { tornLog } from './disk/torn-log.ts';

/** Long, because a journal is opened for every byte. */
const timeout = 120_000;

const CHECKS: readonly (readonly [string, () => Promise<DiskFault>])[] = [
  ['a full disk: charges are refused before anything is sent, and work again without a restart', fullDisk],
  [
    'a failing disk: charges are refused before anything is sent, and work again without a restart',
    failingDisk,
  ],
  ['locked files: charges are refused as read-only, and work again without a restart', lockedFiles],
  ['a journal that turns read-only: charges are refused, and work again without a restart', readOnlyJournal],
  ['a power cut during a write, which loses at most that row', () => tornLog(1)],
  ['a flipped byte, which is found, named and recovered from', () => flippedBytes(60, 1)],
];

describe('the till copes with', () => {
  test.each(CHECKS)('%s', { timeout }, async (_, check) => {
    expect(await check()).toMatchObject({ ok: true });
  });
});
