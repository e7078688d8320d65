import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFolder } from '#electron/system/is-folder.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

test('only a folder is opened as one: no program, no file, and nothing that does not exist', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'run.sh'), '');
  symlinkSync(join(home, 'run.sh'), join(home, 'exports'));
  mkdirSync(join(home, 'Calculator.app'));
  mkdirSync(join(home, 'Z.of.2026'));
  expect(isFolder(home)).toBe(true);
  expect(isFolder(join(home, 'Z.of.2026'))).toBe(true);
  for (const other of ['run.sh', 'exports', 'Calculator.app', 'gone'])
    expect(isFolder(join(home, other))).toBe(false);
  expect(isFolder(`${join(home, 'Calculator.app')}/`)).toBe(false);
});
