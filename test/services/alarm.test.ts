import { expect, test } from 'vitest';
import { Alarm } from '#services/alarm.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';

const alarmOf = () => {
  const clock = new HandClock();
  return { clock, alarm: new Alarm(clock), rung: [] as string[] };
};

test('an alarm fires once, when it is due', async () => {
  const { clock, alarm, rung } = alarmOf();
  alarm.setIn(1_000, () => rung.push('rung'));
  await clock.pass(999);
  expect(rung).toEqual([]);
  await clock.pass(1);
  await clock.pass(10_000);
  expect(rung).toEqual(['rung']);
});

test('setting it again replaces its time', async () => {
  const { clock, alarm, rung } = alarmOf();
  alarm.setIn(1_000, () => rung.push('first'));
  alarm.setAt(clock.now() + 500, () => rung.push('second'));
  await clock.pass(2_000);
  expect(rung).toEqual(['second']);
});

test('a cancelled one does not fire until it is set again', async () => {
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

test('it can be set again while it fires', async () => {
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
