import { expect, test } from 'vitest';
import { stationKit, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

const unreachable = { kind: 'unreachable', detail: 'asleep' } as const;

test('after the computer slept the payment is polled at once, however long the remaining wait', async () => {
  const kit = stationKit();
  const reference = started(kit);
  kit.gateway.next.get = Array.from({ length: 6 }, () => unreachable);
  await kit.clock.pass(62_000);
  kit.gateway.set(reference, { statusId: 2 });
  await settle();
  expect(stateOf(kit, reference)).toBe('open');
  kit.desk.tracker.wake();
  await settle();
  expect(stateOf(kit, reference)).toBe('paid');
});

test('a network that comes up a little after the computer is noticed after two seconds, not half a minute', async () => {
  const kit = stationKit();
  const reference = started(kit);
  kit.gateway.next.get = Array.from({ length: 7 }, () => unreachable);
  await kit.clock.pass(62_000);
  kit.gateway.set(reference, { statusId: 2 });
  kit.desk.tracker.wake();
  await kit.clock.pass(2_000);
  expect(stateOf(kit, reference)).toBe('paid');
});

test('a payment that has ended is not polled each time the screen is unlocked', async () => {
  const kit = stationKit();
  const reference = started(kit);
  await kit.clock.pass(1_000);
  kit.gateway.set(reference, { statusId: 5 });
  await kit.clock.pass(3_600_000);
  const asked = kit.gateway.calls.length;
  for (let times = 0; times < 5; times += 1) kit.desk.tracker.wake();
  await settle();
  expect(kit.gateway.calls).toHaveLength(asked);
});
