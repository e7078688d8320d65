import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClockLibrary } from '../../../scripts/packages/wanted.mjs';

/**
 * A separate system clock for a program started with this environment. `set` shifts it from the real time (in
 * seconds), which the program notices within a second. The monotonic clock is unaffected.
 */
export const settableClock = () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const file = join(folder, 'offset');
  const set = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  set(0);
  return {
    env: {
      LD_PRELOAD: fakeClockLibrary,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    set,
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
};
