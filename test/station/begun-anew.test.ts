import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { openTill } from '../../src-main/till.ts';
import { plainTillPorts } from '../support/plain-ports.ts';
import { member, memoryStaff, PINS, shopStaff } from '../support/staff-kit.ts';

const shop = {
  ...showSettings(defaultSettings),
  environment: 'test',
  siteId: '30201',
  storeName: 'Corner Shop',
  storeId: 'S1',
  email: 'shop@corner.example',
  returnUrl: 'https://corner.example/back',
} as const;

const tillWith = (home: string, staff: StaffFile, environment: Settings['environment']) => {
  const ports = plainTillPorts(home);
  let settings: Settings = { ...defaultSettings, environment };
  return openTill({
    ...ports,
    staff,
    vault: { ...ports.vault, hasKey: () => true },
    settingsFile: { read: () => settings, write: (next) => void (settings = next), refused: [] },
  });
};

test('a staff list moved away and begun anew in training is told in the real environment before anybody signs in', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-begun-anew-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  await (await tillWith(home, memoryStaff([member('Chen', 'manager', PINS.chen)]), 'test')).stop();

  const till = await tillWith(home, memoryStaff(), 'training');
  onTestFinished(async () => till.stop());
  await till.call('session.firstManager', { name: 'Eve', pin: '604183' });
  expect(await till.call('settings.save', shop)).toMatchObject({ ok: true });
  expect(await till.call('session.read', {})).toMatchObject({ value: { stage: 'signed-out' } });
  const { db, close } = openReadOnly(join(home, 'test', 'journal.db'));
  expect(eventsTable(db).records(['staff-differs'], 0)).toHaveLength(2);
  close();

  const eve = await till.call('session.read', {});
  const id = eve.ok ? eve.value.people[0]!.id : '';
  expect(await till.call('session.signIn', { id, pin: '604183' })).toMatchObject({ ok: true });
  const page = await till.call('audit.page', { before: null, person: null, kind: null });
  const lines = page.ok ? page.value.lines.map(({ kind, detail }) => `${kind} ${detail}`) : [];
  expect(lines[0]).toBe('signed-in ');
  expect(lines.filter((line) => line.startsWith('staff-differs'))).toEqual([
    'staff-differs anew, added',
    'staff-differs anew, removed',
  ]);
  expect(await till.call('session.read', {})).toMatchObject({
    value: { changedOutside: { code: 'changed-outside', details: { staff: 'anew' } } },
  });
  expect(await till.call('differences.read', {})).toMatchObject({ ok: true });
  expect(await till.call('session.read', {})).toMatchObject({ value: { changedOutside: null } });
});

test('a person who signs in while another environment opens is recorded in its journal, not in the one left', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-signed-in-meanwhile-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const ports = plainTillPorts(home);
  let settings: Settings = defaultSettings;
  let load = (): void => undefined;
  const isOpening = new EventTarget();
  const opening = once(isOpening, 'opening');
  const till = await openTill({
    ...ports,
    staff: memoryStaff(shopStaff),
    vault: {
      ...ports.vault,
      hasKey: () => true,
      load: async () => {
        await new Promise<void>((resolve) => {
          load = resolve;
          isOpening.dispatchEvent(new Event('opening'));
        });
        return undefined;
      },
    },
    alwaysAsksForStaff: true,
    settingsFile: { read: () => settings, write: (next) => void (settings = next), refused: [] },
  });
  onTestFinished(async () => till.stop());
  await till.call('session.signIn', { id: 'chen', pin: PINS.chen });
  const saved = till.call('settings.save', shop);
  await opening;
  const signedIn = till.call('session.signIn', { id: 'lin', pin: PINS.lin });
  load();
  expect([await saved, await signedIn]).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await till.call('session.read', {})).toMatchObject({ value: { person: { id: 'lin' } } });
  const { db, close } = openReadOnly(join(home, 'test', 'journal.db'));
  expect(eventsTable(db).records(['signed-in'], 0)).toMatchObject([{ record: { by: { id: 'lin' } } }]);
  close();
});
