import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMemoryFolder } from '../../scripts/runtime/memory-folder.mjs';

/** Undefined where the system keeps no folder in memory. */
const used = async (work: (folder: string) => void): Promise<string | undefined> => {
  let given: string | undefined;
  const working = withMemoryFolder((folder) => {
    given = folder;
    if (folder !== undefined) work(folder);
    return Promise.resolve();
  });
  await working.catch(() => undefined);
  return given;
};

test('a folder in memory is open to the database’s own user, and goes with the work', async () => {
  const folder = await used((one) => {
    writeFileSync(join(one, 'journal.db'), 'rows');
    expect(statSync(one).mode & 0o777).toBe(0o777);
  });
  expect(existsSync(folder ?? '')).toBe(false);
});

test('it goes even if the work fails', async () => {
  const folder = await used(() => {
    throw new Error('failed');
  });
  expect(existsSync(folder ?? '')).toBe(false);
});
