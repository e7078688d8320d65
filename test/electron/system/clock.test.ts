import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock } from '#services/ports.ts';
import { openClock, systemClock } from '#electron/system/clock.ts';

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let slept: number;
let clock: Clock;
beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(START);
  slept = 0;
  clock = openClock(() => performance.now() + slept);
});
afterEach(() => vi.useRealTimers());

const wakeAfter = (ms: number) => {
  const callback = vi.fn<() => void>();
  return { callback, callOff: clock.wakeAt(START + ms, callback) };
};

test('a timer fires once, at its time and not before', () => {
  const { callback } = wakeAfter(90_000);
  vi.advanceTimersByTime(89_999);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(DAY);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a timer for a past time fires at once, but never within the call', () => {
  const { callback } = wakeAfter(-5);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a cancelled timer does not fire, however long it has been running', () => {
  const { callback, callOff } = wakeAfter(10 * MINUTE);
  vi.advanceTimersByTime(5 * MINUTE);
  callOff();
  vi.advanceTimersByTime(DAY);
  expect(callback).not.toHaveBeenCalled();
});

test('a timer can wait 40 days, longer than the system’s own', () => {
  const { callback } = wakeAfter(40 * DAY);
  vi.advanceTimersByTime(40 * DAY - 1);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a timer whose time passed while the computer slept fires within a minute', () => {
  const { callback } = wakeAfter(30 * MINUTE);
  vi.advanceTimersByTime(MINUTE / 2);
  slept = 8 * 60 * MINUTE;
  vi.advanceTimersByTime(MINUTE);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a thousand waits take one timer, and each ends at its own time', () => {
  const rung: number[] = [];
  // Neither in order nor in reverse.
  const minutes = Array.from({ length: 1_000 }, (_, n) => (n * 7) % 1_000);
  for (const minute of minutes) clock.wakeAt(START + minute * MINUTE, () => rung.push(minute));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(499 * MINUTE);
  expect(rung).toEqual(Array.from({ length: 500 }, (_, n) => n));
  vi.advanceTimersByTime(DAY);
  expect(rung).toHaveLength(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('two waits for the same time end in the order in which they began', () => {
  const rung: string[] = [];
  for (const name of ['first', 'second']) clock.wakeAt(START + MINUTE, () => rung.push(name));
  vi.advanceTimersByTime(MINUTE + 1);
  expect(rung).toEqual(['first', 'second']);
});

test('a later wait that ends sooner is not held up, and cancelling it leaves the other one as it was', () => {
  const { callback: late } = wakeAfter(30_000);
  const { callback: soon } = wakeAfter(10_000);
  const { callOff } = wakeAfter(5_000);
  callOff();
  vi.advanceTimersByTime(10_000);
  expect(soon).toHaveBeenCalledTimes(1);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20_000);
  expect(late).toHaveBeenCalledTimes(1);
});

test('a wait whose callback fails holds up no other', () => {
  clock.wakeAt(START + MINUTE, () => {
    throw new Error('a fault of its own');
  });
  const { callback } = wakeAfter(MINUTE);
  expect(() => vi.advanceTimersByTime(MINUTE)).toThrow('a fault of its own');
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a wait that starts when another ends is kept, too', () => {
  const callback = vi.fn<() => void>();
  clock.wakeAt(START + MINUTE, () => void clock.wakeAt(START + 2 * MINUTE, callback));
  vi.advanceTimersByTime(2 * MINUTE);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('sleep counts as time that has passed', () => {
  const before = clock.steady();
  vi.advanceTimersByTime(MINUTE);
  slept = 8 * 60 * MINUTE;
  expect(clock.steady() - before).toBe(slept + MINUTE);
});

test.each([
  ['forward', 60 * MINUTE],
  ['back', -60 * MINUTE],
])('when the clock is set %s an hour, a wait keeps its length', (_way, jump) => {
  const { callback } = wakeAfter(2 * MINUTE);
  vi.advanceTimersByTime(MINUTE);
  const before = clock.steady();
  vi.setSystemTime(START + jump);
  expect(clock.steady()).toBe(before);
  vi.advanceTimersByTime(MINUTE - 1);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a day ends at midnight in the shop’s zone', () => {
  const at = new Date(2026, 10, 23, 15, 4, 5).getTime();
  expect(systemClock.nextMidnight(at)).toBe(new Date(2026, 10, 24).getTime());
});

test('the last millisecond of a day belongs to it, and the first to the next', () => {
  const midnight = systemClock.nextMidnight(new Date(2026, 11, 31, 12).getTime());
  expect(systemClock.nextMidnight(midnight - 1)).toBe(midnight);
  expect(systemClock.nextMidnight(midnight)).toBe(new Date(2027, 0, 2).getTime());
});
