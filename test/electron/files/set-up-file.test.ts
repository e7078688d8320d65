import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSetUpFile } from '#electron/files/set-up-file.ts';
import type { SetUpNote } from '#services/ports.ts';
import { typed } from '../../services/settings/settings-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

const freshFolder = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'set-up-file-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
};
const note: SetUpNote = {
  stage: 'under-way',
  kept: {
    step: 'printer',
    typed: { ...typed, apiKey: '' },
    opensShift: false,
    restores: true,
    amountsIn: 'CNY',
  },
};

test('an interrupted set-up continues where it was', () => {
  const home = freshFolder();
  expect(openSetUpFile(home, silentLog).read()).toEqual({ stage: 'new', kept: null });
  openSetUpFile(home, silentLog).write(note);
  expect(openSetUpFile(home, silentLog).read()).toEqual(note);
});

test('a file that cannot be read is kept, and the set-up starts over', () => {
  const home = freshFolder();
  writeFileSync(join(home, 'set-up.json'), '{"stage":"nearly"}');
  expect(openSetUpFile(home, silentLog).read()).toEqual({ stage: 'new', kept: null });
  expect(existsSync(join(home, 'set-up.broken-1.json'))).toBe(true);
});

test('a set-up begun by an earlier version continues where it was, with the default in every newer field', () => {
  const home = freshFolder();
  const { customerLine, displayInches, displayDistance, quickAmounts, ...older } = { ...typed, apiKey: '' };
  writeFileSync(join(home, 'set-up.json'), JSON.stringify({ ...note, kept: { ...note.kept, typed: older } }));
  expect(openSetUpFile(home, silentLog).read().kept).toMatchObject({
    step: 'printer',
    typed: { storeName: typed.storeName, customerLine, displayInches, displayDistance, quickAmounts },
  });
});
