import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { restoredDraft, restoreNote } from '#sqlite/restore/restore-note.ts';
import { restorePlace } from '#station/office/restore-place.ts';
import { installationNotes } from '#station/open-station.ts';
import { whileHeld } from '../../files/while-held.ts';
import { plainStationDeps } from '../../support/plain-ports.ts';

/** A computer in training on which a restore has opened the live environment once, after another start. */
const computer = async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-restore-place-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const deps = plainStationDeps(home, () => undefined);
  const { close } = await restorePlace(deps)('live').open();
  await close();
  const place = restorePlace({ ...deps, noteBeside: installationNotes() })('live');
  return { place, file: join(home, 'live', 'journal.db') };
};

test('an environment whose installation cannot be read is closed again, and opens as soon as it can', async () => {
  const { place } = await computer();
  await expect(whileHeld('installation.json', () => place.open())).rejects.toThrow();
  const { close } = await place.open();
  await close();
});

test('the journal of a station waits, then has taken its place, and is that until it is recorded', async () => {
  const { place, file } = await computer();
  const by = { id: 'chen', name: 'Chen', role: 'manager' } as const;
  const office = {
    address: 'https://office.example',
    station: 'one',
    storeName: 'Café',
    stationName: 'Till',
  };
  const asked = { backup: null, office, sequence: 3, lastAt: 1, at: 2, by, approvedBy: by };
  expect(place.journalOf('one')).toBeNull();
  writeFileSync(restoredDraft(file), '');
  restoreNote(file).write(asked);
  expect([place.journalOf('one'), place.journalOf('two')]).toEqual(['waits', null]);
  rmSync(restoredDraft(file));
  expect(place.journalOf('one')).toBe('placed');
  place.forget();
  expect(place.journalOf('one')).toBeNull();
});
