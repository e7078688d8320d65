import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import { settingsKit } from './settings-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

const openAlone = () => {
  const changes = new Changes(silentLog);
  const { settingsStore } = settingsKit().ports;
  /** What windows are told at each change: whether settings are being changed. */
  const told: boolean[] = [];
  changes.on('status', () => void told.push(settingsStore.changing));
  return { settingsStore, changes, told };
};

test('windows are told that settings are being changed, and when that is over', async () => {
  const { told, ...ports } = openAlone();
  expect(await changingAlone(ports, () => Promise.resolve('saved'))).toBe('saved');
  expect(told).toEqual([true, false]);
});

test('a change that fails keeps no till waiting for its end', async () => {
  const { told, ...ports } = openAlone();
  const failed = changingAlone(ports, () => Promise.reject(new Error('the disk refuses')));
  await expect(failed).rejects.toThrow('the disk refuses');
  expect(told).toEqual([true, false]);
});

test('of two changes at the same time, the second does not run', async () => {
  const { told, ...ports } = openAlone();
  const first = changingAlone(ports, () => changingAlone(ports, () => Promise.resolve('second')));
  expect(await first).toBeNull();
  expect(told.at(-1)).toBe(false);
});
