import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cursorNote } from '#office/cursor-note.ts';
import { silentLog } from '../../support/station-kit.ts';

const noted = { station: 'st-1', cursor: { sequence: 7, hash: 'a'.repeat(64) }, at: 1 };
const newPath = (): string => join(mkdtempSync(join(tmpdir(), 'office-note-')), 'office-cursor.json');

test('a note is read as it was written, until it is dropped', () => {
  const note = cursorNote(newPath(), silentLog);
  expect(note.read()).toBeNull();
  note.write(noted);
  expect(note.read()).toEqual(noted);
  note.drop();
  expect(note.read()).toBeNull();
});

test('a damaged note, or one that cannot be written, counts as none', () => {
  const path = newPath();
  writeFileSync(path, '{"station":"st-1","cursor":{"sequence":-1}}');
  expect(cursorNote(path, silentLog).read()).toBeNull();
  const nowhere = cursorNote(join(path, 'below-a-file.json'), silentLog);
  nowhere.write(noted);
  expect(nowhere.read()).toBeNull();
});
