import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { newJournalFile, temporaryFolder } from '../kit/new-journal.ts';

const noted = { identity: 'Q4ZK7M', openings: ['A3F8', 'B777'] };

test('what is noted beside a journal is there at its next opening', () => {
  const file = newJournalFile();
  expect(installationNote(file).read()).toBeNull();
  installationNote(file).write(noted);
  expect(installationNote(file).read()).toEqual(noted);
});

test('a copy of the folder knows none of the openings of the original', () => {
  const file = newJournalFile();
  installationNote(file).write(noted);
  const copy = join(temporaryFolder(), 'copy');
  cpSync(dirname(file), copy, { recursive: true });
  expect(installationNote(join(copy, 'journal.db')).read()).toEqual({ ...noted, openings: [] });
});

test('a note that cannot be read counts as none', () => {
  const file = newJournalFile();
  installationNote(file).write(noted);
  writeFileSync(join(dirname(file), 'installation.json'), '{');
  expect(installationNote(file).read()).toBeNull();
});
