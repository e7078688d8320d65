import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
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
