import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RECORD_TYPES } from '#domain/journal/records/record-types.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openStation } from '#station/open-station.ts';
import { chen } from '../services/day/day-kit.ts';
import { addNewerEvent } from '../sqlite/kit/shop-journal.ts';
import { plainStationDeps } from '../support/plain-ports.ts';

/** Without its identity or its last numbers no till may go on, and SQLite takes no Z without its number. */
const NEEDED = ['installation-identified', 'tail-lost', 'day-closed'];

test('after a return from a newer version the till opens and sells, whatever records of that one it cannot read', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-newer-records-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const deps = plainStationDeps(home, () => undefined);
  const newer = await openStation(deps, defaultSettings, null);
  const { journalFile } = newer.identity;
  await newer.close();
  for (const type of RECORD_TYPES.filter((one) => !NEEDED.includes(one)))
    addNewerEvent(journalFile, 'house', type);
  const station = await openStation(deps, defaultSettings, null);
  onTestFinished(async () => station.close());
  station.resume();
  expect(station.shifts.open(chen)).toMatchObject({ record: { number: 1 } });
  expect(station.payments.start(1250, '')).toMatchObject({ started: true });
});
