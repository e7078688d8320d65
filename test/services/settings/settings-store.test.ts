import { expect, test } from 'vitest';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { acting, settingsKit } from './settings-kit.ts';

test('a change is seen at once by everything that reads the settings', () => {
  const { ports, written } = settingsKit();
  ports.settingsStore.change({ parkingAllowed: false }, acting);
  expect(ports.settingsStore.current).toEqual({ ...defaultSettings, parkingAllowed: false });
  expect(written).toEqual([ports.settingsStore.current]);
});

test('a change of one setting does not undo another one just made', () => {
  const { ports } = settingsKit();
  ports.settingsStore.change({ exportFolder: '/media/stick' }, acting);
  ports.settingsStore.change({ parkingAllowed: false }, acting);
  expect(ports.settingsStore.current).toMatchObject({ exportFolder: '/media/stick', parkingAllowed: false });
});

test('a change that cannot be journaled or written leaves the settings as they are', () => {
  const recorded = settingsKit();
  recorded.journal.full = true;
  const written = settingsKit({ diskFull: true });
  for (const { ports } of [recorded, written]) {
    expect(() => ports.settingsStore.change({ parkingAllowed: false }, acting)).toThrow();
    expect(ports.settingsStore.current).toEqual(defaultSettings);
  }
  expect(recorded.written).toEqual([]);
});

test('while all settings are being saved no other change is accepted', async () => {
  const { ports } = settingsKit();
  const { settingsStore } = ports;
  const first = settingsStore.exclusively(async () => {
    expect(settingsStore.changing).toBe(true);
    return (await settingsStore.exclusively(() => Promise.resolve('second'))) ?? 'first';
  });
  expect(await first).toBe('first');
  expect(settingsStore.changing).toBe(false);
});

test('a failed change does not block the next one', async () => {
  const { settingsStore } = settingsKit().ports;
  await expect(settingsStore.exclusively(() => Promise.reject(new Error('failed')))).rejects.toThrow(
    'failed',
  );
  expect(await settingsStore.exclusively(() => Promise.resolve('next'))).toBe('next');
});

test('settings that the till cannot open with are replaced by the previous ones', () => {
  const { ports, written } = settingsKit();
  ports.settingsStore.change({ environment: 'live' }, acting);
  ports.settingsStore.restore(defaultSettings);
  expect(ports.settingsStore.current).toEqual(defaultSettings);
  expect(written.at(-1)).toEqual(defaultSettings);
});

/** A store whose disk can refuse. */
const storeOnDisk = () => {
  const clock = new HandClock();
  const disk = { refuses: false, written: [] as Settings[] };
  const write = (settings: Settings): void => {
    if (disk.refuses) throw new Error('EBUSY');
    disk.written.push(settings);
  };
  const file = { read: () => defaultSettings, write };
  const journal = new MemoryJournal();
  return { clock, disk, store: new SettingsStore({ file, journal: () => journal, clock }) };
};

test('previous ones that the disk refuses hold at once, and are written as soon as it takes them', async () => {
  const { clock, disk, store } = storeOnDisk();
  store.change({ environment: 'live' }, acting);
  disk.refuses = true;
  expect(() => store.restore(defaultSettings)).toThrow('EBUSY');
  expect(store.current).toEqual(defaultSettings);
  await clock.pass(60_000);
  disk.refuses = false;
  await clock.pass(60_000);
  expect(disk.written.slice(1)).toEqual([defaultSettings]);
});

test('previous ones that were refused are not written over what was changed since', async () => {
  const { clock, disk, store } = storeOnDisk();
  disk.refuses = true;
  expect(() => store.restore(defaultSettings)).toThrow('EBUSY');
  disk.refuses = false;
  store.change({ parkingAllowed: false }, acting);
  const count = disk.written.length;
  await clock.pass(600_000);
  expect(disk.written).toHaveLength(count);
  expect(disk.written.at(-1)).toEqual({ ...defaultSettings, parkingAllowed: false });
});
