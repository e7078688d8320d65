/** What the journals say about an update, before any of them is opened. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { isBegunInJournal } from '#station/updates/journaled-update.ts';
import { newestRecordIn } from '#sqlite/check/newest-record.ts';
import { openForTest, temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { silentLog } from '../../support/station-kit.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const UPDATE = { from: '0.1.0', to: '0.2.0' } as const;
const begun: RecordOf<'program-changed'> = {
  ...{ type: 'program-changed', by: chen, approvedBy: chen, how: 'update' },
  ...UPDATE,
};
const knownAs = (program: string): RecordOf<'till-known'> => ({
  ...{ type: 'till-known', staff: null, settings: {}, key: 'the key' },
  program,
});
const failed: RecordOf<'program-changed'> = {
  ...{ type: 'program-changed', by: null, approvedBy: null, how: 'update-failed' },
  ...{ from: '0.2.0', to: '0.1.0' },
};

/** A data folder whose live journal has these rows. */
const tillWith = (...rows: readonly (typeof begun | ReturnType<typeof knownAs>)[]): string => {
  const home = temporaryFolder();
  const journal = openForTest(join(home, 'live', 'journal.db'));
  for (const row of rows) journal.record(row, 1);
  journal.close();
  return home;
};
const isBegun = (home: string, update = UPDATE as { from: string; to: string }): boolean =>
  isBegunInJournal(home, silentLog)(update);

test('an update that a manager had installed may be rolled back until the new version has known the till', () => {
  expect(isBegun(tillWith(knownAs('0.1.0'), begun))).toBe(true);
  expect(isBegun(tillWith(knownAs('0.1.0'), begun, knownAs('0.1.0')))).toBe(true);
  expect(isBegun(tillWith(knownAs('0.1.0'), begun, knownAs('0.2.0')))).toBe(false);
});

test.each([
  ['no journal knows', () => tillWith(knownAs('0.1.0'))],
  ['did not run', () => tillWith(begun, failed)],
  ['was installed by hand', () => tillWith({ ...begun, by: null, approvedBy: null, how: 'found' })],
  ['no journal is there for', temporaryFolder],
])('an update that %s is not rolled back', (_what, home) => {
  expect(isBegun(home())).toBe(false);
});

test('a version other than the previous one is not installed by a rollback', () => {
  expect(isBegun(tillWith(begun), { from: '0.0.9', to: '0.2.0' })).toBe(false);
  expect(isBegun(tillWith(begun), { from: '0.1.0', to: '0.3.0' })).toBe(false);
});

test('a journal that cannot be read says nothing, and the others are asked', () => {
  const home = tillWith(begun);
  mkdirSync(join(home, 'test'));
  writeFileSync(join(home, 'test', 'journal.db'), 'spilt coffee');
  expect(isBegun(home)).toBe(true);
  writeFileSync(join(home, 'live', 'journal.db'), 'spilt coffee');
  expect(isBegun(home)).toBe(false);
});

test('the journal of version 0.1 is asked as it is, and stays so', () => {
  const home = temporaryFolder();
  const file = join(home, 'training', 'journal.db');
  cpSync('test/fixtures/version-0.1', home, { recursive: true });
  const before = readFileSync(file);
  expect(newestRecordIn(file, 'signed-in')?.record.type).toBe('signed-in');
  expect(isBegun(home)).toBe(false);
  expect(readFileSync(file)).toEqual(before);
});
