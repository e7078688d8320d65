import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { activityReporter } from '../../../src-renderer/state/activity.ts';
import { Clock } from '../../../src-renderer/state/clock.svelte.ts';
import { openFakeBridge } from './fake-bridge.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the window’s clock ticks twice a second until it is stopped', () => {
  const clock = new Clock();
  const [now, steady] = [clock.now, clock.steady];
  const stop = clock.start();
  vi.advanceTimersByTime(499);
  expect(clock.now).toBe(now);
  vi.advanceTimersByTime(1);
  expect([clock.now - now, clock.steady - steady]).toEqual([500, 500]);
  stop();
  vi.advanceTimersByTime(5_000);
  expect(clock.now).toBe(now + 500);
});

test('the monotonic time is not affected when the clock is set', () => {
  const clock = new Clock();
  const { steady } = clock;
  clock.start();
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(clock.steady - steady).toBe(1_000);
});

test('activity is reported at once, and then every ten seconds at most', () => {
  const bridge = openFakeBridge();
  bridge.answer('session.touch', {});
  const report = activityReporter(bridge);
  for (let touches = 0; touches < 3; touches += 1) report();
  vi.advanceTimersByTime(9_999);
  report();
  expect(bridge.made('session.touch')).toHaveLength(1);
  vi.advanceTimersByTime(1);
  report();
  expect(bridge.made('session.touch')).toHaveLength(2);
});
