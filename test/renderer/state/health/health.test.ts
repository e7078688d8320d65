import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Health } from '../../../../src-renderer/state/health/health.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';
import { healthView } from './health-view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the page reads how the till is now and every five seconds, until it is left', async () => {
  const bridge = openFakeBridge();
  bridge.answer('health.read', healthView());
  const health = new Health(bridge);
  const stop = health.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bridge.made('health.read')).toHaveLength(3);
  expect(health.view?.journal.rows).toBe(48_210);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bridge.made('health.read')).toHaveLength(3);
});

test('what was read stays in sight when it cannot be read again, and the problem is named', async () => {
  const bridge = openFakeBridge();
  bridge.answer('health.read', healthView());
  const health = new Health(bridge);
  await health.read();
  bridge.breakOff('health.read');
  await health.read();
  expect(health.view).not.toBeNull();
  expect(health.problem?.code).toBe('unexpected');
});

test('why a check could not start stays in sight while the page is read again', async () => {
  const bridge = openFakeBridge();
  bridge.answer('health.read', healthView());
  bridge.refuse('health.check', 'not-permitted');
  const health = new Health(bridge);
  await health.check();
  await health.read();
  expect(health.problem?.code).toBe('not-permitted');
  bridge.answer('health.check', {});
  await health.check();
  expect(health.problem).toBeNull();
});

test('a check that was started shows its progress at once', async () => {
  const bridge = openFakeBridge();
  bridge.answer('health.check', {});
  const { journal } = healthView();
  bridge.answer('health.read', healthView({ journal: { ...journal, checking: { done: 0, of: 48_210 } } }));
  const health = new Health(bridge);
  await health.check();
  expect(health.view?.journal.checking).toEqual({ done: 0, of: 48_210 });
});
