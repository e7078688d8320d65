import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { StartTimes } from '#services/computer/start-times.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { here, lived, OPEN } from '../../domain/day/two-sides.ts';
import { silentLog } from '../../support/station-kit.ts';

const sent = lived('A');
const resumed = here('B', OPEN);

const openTimes = async () => {
  const clock = new HandClock();
  const changes = new Changes(silentLog);
  const till = { isReady: false };
  const times = new StartTimes({
    clock,
    changes,
    programStart: { at: clock.steady(), computerOnFor: 41_000 },
    isReady: () => till.isReady,
  });
  await clock.pass(4_000);
  times.open();
  return { clock, changes, till, times };
};

test('a till says how long it took to open, to be ready to charge and to the first charge', async () => {
  const { clock, changes, till, times } = await openTimes();
  expect(times.facts).toEqual({
    computerOnFor: 41_000,
    openedAfter: 4_000,
    readyAfter: null,
    chargedAfter: null,
  });
  changes.emit('people');
  await clock.pass(5_000);
  till.isReady = true;
  changes.emit('status');
  await clock.pass(60_000);
  changes.emit('status');
  changes.emit('payment', sent);
  await clock.pass(60_000);
  changes.emit('payment', sent);
  expect(times.facts).toMatchObject({ readyAfter: 9_000, chargedAfter: 69_000 });
});

test('setting the computer’s clock changes nothing of that', async () => {
  const { clock, changes, till, times } = await openTimes();
  clock.set(3_600_000);
  till.isReady = true;
  changes.emit('people');
  expect(times.facts.readyAfter).toBe(4_000);
});

test('a payment from before the start that goes on is no first charge', async () => {
  const { changes, times } = await openTimes();
  changes.emit('payment', resumed);
  expect(times.facts.chargedAfter).toBeNull();
});
