import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trusting, withoutFirstScreen } from '../../scripts/dist/patches.mjs';

const main = readFileSync('src-main/main.ts', 'utf8');

test('the start has the place at which the trial of updates ends a version before its first screen', () => {
  const broken = withoutFirstScreen(main);
  expect(broken.replace('\n\tprocess.exit(7);', '')).toBe(main);
  // Only once the start was counted, or nothing would roll it back.
  expect(broken.indexOf('process.exit(7)')).toBeGreaterThan(broken.indexOf('await isRolledBack('));
});

test('a program without such a place is said so, and is not packed as if it were changed', () => {
  expect(() => withoutFirstScreen('start();')).toThrow('the built program has no');
  expect(() => trusting('start();', 'key')).toThrow('the built program has no');
});
