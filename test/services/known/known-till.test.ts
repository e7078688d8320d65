import { sha256 } from '#electron/system/ids.ts';
import { describe, expect, test } from 'vitest';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings, SETTING_NAMES } from '#domain/shop/settings/settings.ts';
import { settingMarks } from '#services/known/compare-known.ts';
import { knownKit } from './known-kit.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };
const dearer = { ...defaultSettings, ceiling: 12_300 };

test('what a newer version recorded and this one cannot read keeps nobody from signing in, and hides no change', async () => {
  const { start, disk, journals, clock, told } = knownKit();
  await start();
  const known = journals.live.lastRecord('till-known');
  if (!known) throw new Error('nothing is known');
  journals.live.recordSpoiled(known.record, clock.now());
  journals.live.recordSpoiled({ type: 'differences-read', by: chen }, clock.now());
  journals.live.recordSpoiled(
    { type: 'staff-differs', person: chen, found: null, how: 'removed', where: 'outside' },
    clock.now(),
  );
  disk.settings = dearer;
  const next = await start();
  await next.known.compare();
  expect(next.known.unread).toHaveLength(1);
  expect(told()).toEqual(['settings: ceiling outside']);
});

describe('settings', () => {
  test('that were changed in their file are named at the next start, and shown until read', async () => {
    const { start, disk, told } = knownKit();
    await start();
    disk.settings = { ...dearer, receipts: { ...defaultSettings.receipts, width: 58 } };
    const { known } = await start();
    expect(told()).toEqual(['settings: ceiling receipts.width outside']);
    expect(known.unread).toHaveLength(1);
    await start();
    expect(told()).toHaveLength(1);
  });

  test('that were copied back as they had been are found, too', async () => {
    const { start, disk, told } = knownKit();
    const { known } = await start();
    known.settingsFile.write(dearer);
    disk.settings = defaultSettings;
    await start();
    expect(told()).toEqual(['settings: ceiling outside']);
  });

  test('that were changed at the till raise no alarm, in whatever environment', async () => {
    const { start, told } = knownKit();
    const { known, enter } = await start();
    known.settingsFile.write(dearer);
    await enter('training');
    known.settingsFile.write({ ...dearer, cutOff: '04:00' });
    await enter('live');
    expect(told()).toEqual(['settings: cutOff at-till']);
    expect(known.unread).toEqual([]);
    await start();
    expect(told()).toHaveLength(1);
  });

  test('whose change was cut off by a power cut raise no alarm: its own row explains it', async () => {
    const { start, disk, told, journals } = knownKit();
    await start();
    journals.live.record({ type: 'settings-changed', ...acting, fields: ['ceiling'] }, 1);
    disk.settings = dearer;
    const { enter } = await start();
    expect(told()).toEqual([]);
    await enter('training');
    expect(told('training')).toEqual([]);
    disk.settings = defaultSettings;
    await start();
    expect(told()).toEqual(['settings: ceiling outside']);
  });

  test('by which the till starts in another environment than it was left in are found there', async () => {
    const { start, disk, told } = knownKit();
    const { known, enter } = await start('training');
    known.settingsFile.write({ ...defaultSettings, environment: 'live' });
    await enter('live');
    disk.settings = { ...disk.settings, environment: 'training' };
    const again = await start('training');
    expect(told('training')).toEqual(['settings: environment outside']);
    expect(again.known.unread).toHaveLength(1);
  });

  test('that were changed outside are told as such in each environment that is entered after', async () => {
    const { start, disk, told } = knownKit();
    const first = await start('live');
    await first.enter('training');
    disk.settings = dearer;
    const { enter } = await start('training');
    await enter('live');
    expect(told('training')).toEqual(['settings: ceiling outside']);
    expect(told('live')).toEqual(['settings: ceiling outside']);
  });

  test('that were changed outside are told in training, which has known nothing, and in live after it', async () => {
    const { start, disk, told, forget } = knownKit();
    await start('live');
    disk.settings = dearer;
    forget('training');
    const { known, enter } = await start('training');
    expect(told('training')).toEqual(['settings: ceiling outside']);
    known.settingsFile.write({ ...dearer, cutOff: '04:00' });
    await enter('live');
    expect(told('live')).toEqual(['settings: ceiling outside', 'settings: cutOff at-till']);
    expect(known.unread).toHaveLength(1);
  });

  test('that were changed to what training last knew again are told in live', async () => {
    const { start, disk, told } = knownKit();
    const { known, enter } = await start('training');
    await enter('live');
    known.settingsFile.write(dearer);
    disk.settings = defaultSettings;
    const again = await start('training');
    expect(told('training')).toEqual([]);
    await again.enter('live');
    expect(told('live')).toEqual(['settings: ceiling outside']);
  });

  test('that training went on with are told in live even after many starts there', async () => {
    const { start, disk, told } = knownKit();
    const first = await start('live');
    await first.enter('training');
    disk.settings = dearer;
    await start('training');
    const { known, enter } = await start('training');
    known.settingsFile.write({ ...dearer, cutOff: '04:00' });
    await enter('live');
    expect(told('live')).toEqual(['settings: ceiling outside', 'settings: cutOff at-till']);
  });

  test('that were changed at the till raise no alarm in another environment after a restart', async () => {
    const { start, told } = knownKit();
    const first = await start('live');
    await first.enter('training');
    first.known.settingsFile.write(dearer);
    const { known, enter } = await start('training');
    await enter('live');
    expect(told('live')).toEqual(['settings: ceiling at-till']);
    expect(known.unread).toEqual([]);
  });

  test('that an older copy replaced together with its seal are told where more is known', async () => {
    const { start, disk, told } = knownKit();
    const { known, enter } = await start('training');
    const older = { settings: disk.settings, seal: disk.seal.now };
    await enter('live');
    known.settingsFile.write(dearer);
    [disk.settings, disk.seal.now] = [older.settings, older.seal];
    const again = await start('training');
    again.known.settingsFile.write({ ...defaultSettings, cutOff: '04:00' });
    await again.enter('live');
    expect(told('live')).toEqual(['settings: ceiling outside', 'settings: cutOff at-till']);
  });

  test('without a seal are believed of no former time', async () => {
    const { start, disk, told } = knownKit();
    const first = await start('live');
    await first.enter('training');
    Object.assign(disk, { settings: dearer });
    disk.seal.now = null;
    const again = await start('training');
    expect(told('training')).toEqual(['settings: ceiling outside']);
    disk.seal.now = null;
    await again.enter('live');
    expect(told('live')).toEqual(['settings: ceiling outside']);
    expect(disk.seal.now).not.toBeNull();
  });

  test('of an earlier version raise no alarm, whichever environment it was left in', async () => {
    const { start, told, journals, disk } = knownKit();
    for (const environment of ['live', 'training'] as const) await start(environment);
    const { type, staff, settings, program, key } = journals.live.lastRecord('till-known')!.record;
    journals.live.record({ type, staff, program, key, settings: { ...settings, ceiling: 'another' } }, 1);
    disk.seal.now = null;
    const { enter } = await start('training');
    await enter('live');
    expect([...told('training'), ...told('live')]).toEqual(['settings: ceiling at-till']);
  });

  test('that nothing can seal are the till’s own only where this start of it has written them', async () => {
    const { start, disk, told } = knownKit();
    disk.seal.opens = false;
    const { known, enter } = await start('live');
    await enter('training');
    known.settingsFile.write(dearer);
    await enter('live');
    expect(told('live')).toEqual(['settings: ceiling at-till']);
    disk.settings = { ...dearer, cutOff: '04:00' };
    const later = await start('training');
    await later.enter('live');
    expect(told('live')).toEqual(['settings: ceiling at-till', 'settings: cutOff outside']);
  });

  test('are not changed where what was changed cannot be sealed', async () => {
    const { start, disk } = knownKit();
    const { known } = await start('live');
    disk.seal.full = true;
    expect(() => known.settingsFile.write(dearer)).toThrow('full');
    expect(disk.settings).toEqual(defaultSettings);
  });

  test('are told apart by each of their names, and known by no value', () => {
    const marks = settingMarks((text) => text, defaultSettings);
    expect(Object.keys(marks)).toEqual(SETTING_NAMES);
    expect(new Set(Object.values(marks)).size).toBe(SETTING_NAMES.length);
  });

  test('are recorded without their values', async () => {
    const { start, disk, journals } = knownKit();
    disk.settings = {
      ...defaultSettings,
      siteId: '30201',
      storeAddress: 'Garden Street 7',
    } satisfies Settings;
    await start();
    expect(JSON.stringify(journals.live.activity)).not.toMatch(/30201"|Garden Street/);
  });
});

test('another version of the program and another key are recorded, without an alarm', async () => {
  const { start, disk, told } = knownKit();
  await start();
  Object.assign(disk, { program: '1.1.0', key: 'another key' });
  const { known } = await start();
  expect(told()).toEqual(['1.0.0 to 1.1.0 found', 'key: the key another key at-till']);
  expect(known.unread).toEqual([]);
  await start();
  expect(told()).toHaveLength(2);
});

test('a version that was installed by an update is not recorded a second time where that is known', async () => {
  const { start, disk, told, journals } = knownKit();
  const { enter } = await start();
  await enter('training');
  const update = { type: 'program-changed', by: chen, approvedBy: chen, from: '1.0.0', to: '1.1.0' } as const;
  journals.live.record({ ...update, how: 'update' }, 1);
  disk.program = '1.1.0';
  const after = await start();
  expect(told()).toEqual(['1.0.0 to 1.1.0 update']);
  await after.enter('training');
  expect(told('training')).toEqual(['1.0.0 to 1.1.0 found']);
});

test('a key that the one before it has named is not taken for another one', async () => {
  const { start, disk, told, journals } = knownKit();
  await start();
  const renewed = { type: 'signing-key-renewed', by: chen, approvedBy: chen, former: 'a2V5MQ==' } as const;
  journals.live.record({ ...renewed, publicKey: 'a2V5Mg==', signature: 'c2ln' }, 1);
  disk.key = sha256('a2V5Mg==');
  await start();
  expect(told()).toEqual([]);
  disk.key = sha256('another');
  await start();
  expect(told()).toEqual([`key: ${sha256('a2V5Mg==')} ${sha256('another')} at-till`]);
});

test('an environment that is entered for the first time has nothing to differ from', async () => {
  const { start, told, journals } = knownKit();
  const { known } = await start();
  expect(told()).toEqual([]);
  expect(known.unread).toEqual([]);
  expect(journals.live.activity.map(({ record }) => record.type)).toEqual(['till-known']);
});

test('a full disk keeps nobody from the till; the comparison is made up for at the next sign-in', async () => {
  const { start, disk, journals, told } = knownKit();
  await start();
  disk.settings = dearer;
  journals.live.full = true;
  const { known } = await start();
  await expect(known.compare()).rejects.toThrow('full');
  journals.live.full = false;
  await known.compare();
  expect(told()).toEqual(['settings: ceiling outside']);
});

describe('a record that cannot be read keeps nobody out: what it would explain is named', () => {
  test.each([
    ['settings-changed', 'settings: ceiling outside'],
    ['program-changed', '1.0.0 to 1.1.0 found'],
    ['signing-key-renewed', 'key: '],
  ] as const)('%s', async (type, named) => {
    const { start, disk, told, journals } = knownKit();
    await start();
    const { live } = journals;
    live.recordSpoiled({ type } as RecordOf<typeof type>, 1);
    disk.settings = dearer;
    disk.program = '1.1.0';
    disk.key = 'another key';
    await start();
    expect(told().filter((one) => one.startsWith(named))).toHaveLength(1);
  });
});
