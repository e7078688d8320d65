import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderTaken, lockFolder } from '../../../src-office/database/folder-lock.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

test('a folder that another process has open is refused; once that process has ended it can be opened', async () => {
  const folder = join(temporaryFolder(), 'database');
  writeFileSync(`${folder}.lock`, String(process.ppid));
  await expect(lockFolder(folder)).rejects.toThrow(FolderTaken);
  const { pid } = spawnSync('true');
  writeFileSync(`${folder}.lock`, String(pid));
  const unlock = await lockFolder(folder);
  await unlock();
  await (
    await lockFolder(folder)
  )();
});
