import { expect, test } from 'vitest';
import { Pause } from '#services/pause.ts';
import { HandClock, settle } from '../support/fakes/hand-clock.ts';

const paused = (ms: number) => {
  const clock = new HandClock();
  const pause = new Pause(clock);
  const seen = { isOver: false };
  void pause.for(ms).then(() => (seen.isOver = true));
  return { clock, pause, seen };
};

test('a pause lasts as long as it was asked to, and not a millisecond less', async () => {
  const { clock, seen } = paused(1_000);
  await clock.pass(999);
  expect(seen.isOver).toBe(false);
  await clock.pass(1);
  expect(seen.isOver).toBe(true);
});

test('a pause can be ended at once, and ended or moved again without harm', async () => {
  const { clock, pause, seen } = paused(1_000);
  pause.end();
  await settle();
  expect(seen.isOver).toBe(true);
  pause.end();
  pause.endIn(10);
  await clock.pass(10);
});

test('a pause that is moved ends then, earlier or later', async () => {
  for (const [moved, before] of [
    [100, 99],
    [5_000, 4_999],
  ] as const) {
    const { clock, pause, seen } = paused(1_000);
    pause.endIn(moved);
    await clock.pass(before);
    expect(seen.isOver).toBe(false);
    await clock.pass(1);
    expect(seen.isOver).toBe(true);
  }
});

test('one pause follows another', async () => {
  const { clock, pause } = paused(1_000);
  pause.end();
  const over: string[] = [];
  void pause.for(500).then(() => over.push('second'));
  await clock.pass(499);
  expect(over).toEqual([]);
  await clock.pass(1);
  expect(over).toEqual(['second']);
});
