import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Updates } from '../../../../src-renderer/state/health/updates.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';
import { updateView } from './health-view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const opened = async () => {
  const bridge = openFakeBridge();
  bridge.answer('updates.read', updateView());
  const updates = new Updates(bridge);
  await updates.read();
  return { bridge, updates };
};

test('the progress of an update is read repeatedly while the page is open', async () => {
  const { bridge, updates } = await opened();
  const stop = updates.start();
  await vi.advanceTimersByTimeAsync(10_000);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bridge.made('updates.read')).toHaveLength(4);
});

test('nothing is installed before the question is answered', async () => {
  const { bridge, updates } = await opened();
  updates.want();
  expect(updates.isAsking).toBe(true);
  updates.leave();
  expect([updates.isAsking, updates.isInstalling]).toEqual([false, false]);
  expect(bridge.made('updates.install')).toEqual([]);
});

test('an update that was agreed to is being installed until main says no', async () => {
  const { bridge, updates } = await opened();
  bridge.refuse('updates.install', 'update-unresolved');
  updates.want();
  const installed = updates.installNow();
  expect([updates.isAsking, updates.isInstalling]).toEqual([false, true]);
  await installed;
  expect(updates.isInstalling).toBe(false);
  expect(updates.problem?.code).toBe('update-unresolved');
});

test('an update for the day’s end is only noted', async () => {
  const { bridge, updates } = await opened();
  bridge.answer('updates.install', {});
  await updates.installAfterClose();
  expect(bridge.made('updates.install')).toEqual([{ when: 'after-close' }]);
  expect(updates.isInstalling).toBe(false);
});

test('the page shows what is wrong with an update and, before that, why a request was refused', async () => {
  const { bridge, updates } = await opened();
  bridge.answer('updates.read', updateView({ problem: { code: 'update-older', details: {} } }));
  bridge.answer('updates.check', {});
  await updates.check();
  expect(updates.problem?.code).toBe('update-older');
  bridge.breakOff('updates.check');
  await updates.check();
  expect(updates.problem?.code).toBe('unexpected');
});
