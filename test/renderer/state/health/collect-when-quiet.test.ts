import { afterEach, expect, test, vi } from 'vitest';
import { collectWhenQuiet } from '../../../../src-renderer/state/health/collect-when-quiet.ts';
import { till } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const QUIET_MS = 10_000;

afterEach(() => {
  vi.useRealTimers();
});

const openWindow = () => {
  vi.useFakeTimers();
  const bridge = openFakeBridge();
  const page = new EventTarget();
  const collect = vi.fn();
  const stop = collectWhenQuiet(bridge, 'till.changed', page, collect);
  return { bridge, page, collect, stop };
};

test('after a sale, once nothing has happened for a while, the garbage is collected once', () => {
  const { bridge, collect } = openWindow();
  bridge.push('till.changed', till());
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(collect).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(100 * QUIET_MS);
  expect(collect).toHaveBeenCalledOnce();
});

test.each(['keydown', 'pointerdown'])(
  'a %s restarts the wait: nobody is kept waiting in the middle of a sale',
  (touch) => {
    const { bridge, page, collect } = openWindow();
    bridge.push('till.changed', till());
    vi.advanceTimersByTime(QUIET_MS - 1);
    page.dispatchEvent(new Event(touch));
    vi.advanceTimersByTime(QUIET_MS - 1);
    expect(collect).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(collect).toHaveBeenCalledOnce();
  },
);

test('a window that is closed hears nothing any more', () => {
  const { bridge, page, collect, stop } = openWindow();
  bridge.push('till.changed', till());
  stop();
  page.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(QUIET_MS);
  expect(collect).not.toHaveBeenCalled();
  expect(bridge.listeners('till.changed')).toBe(0);
});
