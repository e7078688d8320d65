import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { newJournalFile, temporaryFolder } from '../kit/new-journal.ts';

const noted = { identity: 'Q4ZK7M', openings: ['A3F8', 'B777'], reached: 12 };

test('what is noted beside a journal is there at its next opening', () => {
  const file = newJournalFile();
  expect(installationNote(file).read()).toBeNull();
  installationNote(file).write(noted);
  expect(installationNote(file).read()).toEqual(noted);
});

test('a copy of the folder knows none of the original’s openings, nor how far it had come', () => {
  const file = newJournalFile();
  installationNote(file).write(noted);
  const copy = join(temporaryFolder(), 'copy');
  cpSync(dirname(file), copy, { recursive: true });
  expect(installationNote(join(copy, 'journal.db')).read()).toEqual({ ...noted, openings: [], reached: 0 });
});

test('a note from before `reached` still tells the openings', () => {
  const file = newJournalFile();
  installationNote(file).write(noted);
  const path = join(dirname(file), 'installation.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(',"reached":12', ''));
  expect(installationNote(file).read()).toEqual({ ...noted, reached: 0 });
});

test('a note that cannot be read counts as none', () => {
  const file = newJournalFile();
  installationNote(file).write(noted);
  writeFileSync(join(dirname(file), 'installation.json'), '{');
  expect(installationNote(file).read()).toBeNull();
});
