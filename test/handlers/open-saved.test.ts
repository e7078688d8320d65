import { expect, test } from 'vitest';
import { openSaved } from '#handlers/open-saved.ts';
import type { FileOpened } from '#services/saved-files.ts';
import { SavedFiles } from '#services/saved-files.ts';

const till = (answer: FileOpened = 'opened') => {
  const opened: string[] = [];
  const savedFiles = new SavedFiles();
  const openFile = (path: string): Promise<FileOpened> => {
    opened.push(path);
    return Promise.resolve(answer);
  };
  return { opened, savedFiles, open: (name: string) => openSaved({ savedFiles, openFile }, name) };
};

test('a file that was saved is opened where it was saved last', async () => {
  const { opened, savedFiles, open } = till();
  savedFiles.add('day.csv', '/own/exports/day.csv');
  savedFiles.add('day.csv', '/media/stick/day.csv');
  expect(await open('day.csv')).toMatchObject({ ok: true });
  expect(opened).toEqual(['/media/stick/day.csv']);
});

test.each(['other.csv', '/own/exports/day.csv', '../exports/day.csv', '/usr/bin/xcalc', '__proto__', ''])(
  '%j is never opened: the till has saved nothing under that name',
  async (name) => {
    const { opened, savedFiles, open } = till();
    savedFiles.add('day.csv', '/own/exports/day.csv');
    expect(await open(name)).toMatchObject({ problem: { code: 'file-gone' } });
    expect(opened).toEqual([]);
  },
);

test.each([
  ['gone', 'file-gone'],
  ['refused', 'file-not-opened'],
] as const)('a file that is %s is said so in words', async (answer, code) => {
  const { savedFiles, open } = till(answer);
  savedFiles.add('day.csv', '/own/exports/day.csv');
  expect(await open('day.csv')).toMatchObject({ ok: false, problem: { code } });
});
