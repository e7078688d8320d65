import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWritable } from '#electron/system/is-writable.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

test('a folder that the till makes itself need not be there yet; a chosen one may be on a stick that was pulled out', () => {
  const home = temporaryFolder();
  expect(isWritable(home, false)).toBe(true);
  const missing = join(home, 'live', 'exports');
  expect([isWritable(missing, true), isWritable(missing, false)]).toEqual([true, false]);
});
