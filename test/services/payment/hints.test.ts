/** The office says that the gateway has news of a payment; only the gateway's own answer counts. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { started, stateOf, stationKit } from '../../support/station-kit.ts';

/** An open payment a while after its last poll, before the next one. */
const opened = async () => {
  const kit = stationKit();
  const reference = started(kit);
  await kit.clock.pass(5_500);
  return { kit, reference, hint: () => kit.desk.tracker.hint(reference), asked: kit.gateway.calls.length };
};

test('a payment is looked up at once, and paid as soon as the gateway says so', async () => {
  const { kit, reference, hint } = await opened();
  kit.gateway.set(reference, { statusId: 2 });
  hint();
  await kit.clock.pass(PACE.hints.after);
  expect(stateOf(kit, reference)).toBe('paid');
});

test('a hint that comes while the gateway is being asked has it asked again, since its answer may be older', async () => {
  const { kit, reference, hint } = await opened();
  const get = kit.gateway.get.bind(kit.gateway);
  let release = (): void => undefined;
  kit.gateway.get = async (id) => {
    const answer = await get(id);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return answer;
  };
  hint();
  await kit.clock.pass(PACE.hints.after);
  kit.gateway.set(reference, { statusId: 2 });
  hint();
  kit.gateway.get = get;
  release();
  await kit.clock.pass(PACE.hints.after);
  expect(stateOf(kit, reference)).toBe('paid');
});

test('a hint about one that the gateway still reports as open changes nothing', async () => {
  const { kit, reference, hint, asked } = await opened();
  hint();
  await kit.clock.pass(PACE.hints.after);
  expect(kit.gateway.calls.length).toBe(asked + 1);
  expect(stateOf(kit, reference)).toBe('open');
});

test('a payment whose customer has just scanned is asked about again at once, not after the first poll’s wait', async () => {
  const { kit, reference, hint } = await opened();
  kit.gateway.set(reference, { statusId: 22 });
  hint();
  await kit.clock.pass(PACE.hints.after);
  kit.gateway.set(reference, { statusId: 2 });
  hint();
  await kit.clock.pass(PACE.hints.after);
  expect(stateOf(kit, reference)).toBe('paid');
});

test('hints without end have the gateway asked so often and no more', async () => {
  const { kit, hint } = await opened();
  const asked = kit.gateway.calls.length;
  for (let times = 0; times < 100; times += 1) {
    hint();
    await kit.clock.pass(10);
  }
  expect(kit.gateway.calls.length - asked).toBe(2);
  const before = kit.gateway.calls.length;
  for (let times = 0; times < 100; times += 1) {
    hint();
    await kit.clock.pass(1_000);
  }
  expect(kit.gateway.calls.length - before).toBe(27);
});

test('a hint about a payment that is none of this till’s, or has ended for good, asks nobody anything', async () => {
  const { kit, reference, hint } = await opened();
  kit.desk.tracker.hint('T9-somebody-else');
  kit.gateway.set(reference, { statusId: 2 });
  hint();
  await kit.clock.pass(PACE.hints.after);
  const asked = kit.gateway.calls.length;
  hint();
  await settle();
  expect(kit.gateway.calls.length).toBe(asked);
});
