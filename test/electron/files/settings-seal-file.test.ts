import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSettingsSealFile } from '#electron/files/settings-seal-file.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openSettingsSeal, openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { newKeyStore } from '../../../scripts/attack/journal/attacked-till.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

const MARKS = { ceiling: 'a', cutOff: 'b' };

const openIn = (home: string, keyStore: KeyStore) => {
  const pepper = openPepper({ home, keyStore, log: paperLog() });
  return { pepper, file: openSettingsSealFile(home, openSettingsSeal(pepper), paperLog()) };
};

/** A till that has written its settings once. */
const written = async () => {
  const [home, keyStore] = [temporaryFolder(), newKeyStore()];
  const { pepper, file } = openIn(home, keyStore);
  await pepper.make();
  expect(await file.examine()).toBeNull();
  return { home, keyStore, pepper, file, first: file.write([], MARKS) };
};

const rewrite = (home: string, change: (stored: Record<string, unknown>) => object): void => {
  const path = join(home, 'settings-seal.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as never)));
};

test('the settings that the till wrote are proven after a restart, each time under a new name', async () => {
  const { home, keyStore, file, first } = await written();
  const second = file.write(first?.versions ?? [], { ...MARKS, ceiling: 'c' });
  expect(second?.versions).toHaveLength(2);
  expect(await openIn(home, keyStore).file.examine()).toEqual(second);
});

test.each<[string, (stored: Record<string, unknown>) => object]>([
  ['a setting', (stored) => ({ ...stored, marks: { ...MARKS, ceiling: 'z' } })],
  ['its names', (stored) => ({ ...stored, versions: ['made up'] })],
  ['its seal', (stored) => ({ ...stored, seal: '' })],
  ['all of it', () => ({})],
])('nothing is proven once somebody has changed %s', async (_what, change) => {
  const { home, keyStore } = await written();
  rewrite(home, change);
  expect(await openIn(home, keyStore).file.examine()).toBeNull();
});

test('the seal of the staff list does not count for the settings', async () => {
  const { home, keyStore, pepper } = await written();
  const text = '{"marks":{},"versions":[]}';
  rewrite(home, () => ({ versions: [], marks: {}, seal: openStaffSeal(pepper).of(text) }));
  expect(await openIn(home, keyStore).file.examine()).toBeNull();
});

test('is sealed with the new pepper before the former one is dropped', async () => {
  const { home, keyStore, pepper, first } = await written();
  await pepper.renew();
  const after = openIn(home, keyStore);
  expect(await after.file.examine()).toEqual(first);
  await after.pepper.keepOnly(['of nobody']);
  expect(await openIn(home, keyStore).file.examine()).toEqual(first);
});

test('nothing is kept while there is no pepper to seal it with', async () => {
  const home = temporaryFolder();
  const { file } = openIn(home, newKeyStore());
  expect(await file.examine()).toBeNull();
  expect(file.write([], MARKS)).toBeNull();
  const { home: other, keyStore } = await written();
  rmSync(join(other, 'pepper.json'));
  expect(await openIn(other, keyStore).file.examine()).toBeNull();
});
