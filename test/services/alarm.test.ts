import { expect, test } from 'vitest';
import { Alarm } from '#services/alarm.ts';
import { HandClock } from '../support/hand-clock.ts';

const alarmOf = () => {
  const clock = new HandClock();
  return { clock, alarm: new Alarm(clock), rung: [] as string[] };
};

test('an alarm rings once, when it is due', async () => {
  const { clock, alarm, rung } = alarmOf();
  alarm.setIn(1_000, () => rung.push('rung'));
  await clock.pass(999);
  expect(rung).toEqual([]);
  await clock.pass(1);
  await clock.pass(10_000);
  expect(rung).toEqual(['rung']);
});

test('setting it again replaces what it was set to', async () => {
  const { clock, alarm, rung } = alarmOf();
  alarm.setIn(1_000, () => rung.push('first'));
  alarm.setAt(clock.now() + 500, () => rung.push('second'));
  await clock.pass(2_000);
  expect(rung).toEqual(['second']);
});

test('one that was cancelled stays silent until it is set anew', async () => {
  const { clock, alarm, rung } = alarmOf();
  alarm.cancel();
  alarm.setIn(1_000, () => rung.push('first'));
  alarm.cancel();
  await clock.pass(2_000);
  expect(rung).toEqual([]);
  alarm.setIn(1_000, () => rung.push('second'));
  await clock.pass(1_000);
  expect(rung).toEqual(['second']);
});

test('it may set itself anew while it rings', async () => {
  const { clock, alarm, rung } = alarmOf();
  const ring = (): void => {
    rung.push('rung');
    alarm.setIn(1_000, ring);
  };
  alarm.setIn(1_000, ring);
  await clock.pass(3_000);
  alarm.cancel();
  await clock.pass(3_000);
  expect(rung).toHaveLength(3);
});
