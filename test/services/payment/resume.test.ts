import { describe, expect, test } from 'vitest';
import { stationKit, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

describe('after a power cut', () => {
  test('a payment that was being sent is looked up, not sent again', async () => {
    const kit = stationKit();
    const hung = new Promise<never>(() => undefined);
    const create = kit.gateway.create.bind(kit.gateway);
    kit.gateway.create = async (intent) => {
      await create(intent);
      return hung;
    };
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('sending');

    kit.gateway.create = create;
    const next = kit.openDesk();
    next.resume();
    expect(next.current).toMatchObject({ reference, state: 'unknown' });
    await settle();
    expect(kit.gateway.created).toHaveLength(1);
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('a payment proven never sent is sent again while the customer may still be there', async () => {
    const kit = stationKit();
    kit.gateway.create = () => new Promise<never>(() => undefined);
    const reference = started(kit);
    Reflect.deleteProperty(kit.gateway, 'create');
    kit.openDesk().resume();
    await kit.clock.pass(32_000);
    expect(kit.gateway.created).toHaveLength(1);
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('a payment whose answer was lost before the power cut is sent again as soon as it is proven not to have arrived', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = started(kit);
    await kit.clock.pass(0);
    expect(stateOf(kit, reference)).toBe('unknown');
    await kit.desk.tracker.stop();
    kit.openDesk().resume();
    await kit.clock.pass(32_000);
    expect(kit.gateway.created).toHaveLength(2);
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('a payment proven never sent fails once its time is over', async () => {
    const kit = stationKit();
    kit.gateway.create = () => new Promise<never>(() => undefined);
    const reference = started(kit);
    await kit.clock.pass(700_000);
    Reflect.deleteProperty(kit.gateway, 'create');
    const next = kit.openDesk();
    next.resume();
    await kit.clock.pass(32_000);
    expect(kit.gateway.created).toHaveLength(0);
    const failed = { reference, state: 'failed', failure: 'never-arrived' };
    expect(kit.journal.payment(reference)).toMatchObject(failed);
    expect(next.current).toMatchObject(failed);
  });
});

describe('after a start with a clock that is not set yet', () => {
  const YEARS = 26 * 365 * 86_400_000;

  /** Starts again over this journal, and sets the clock right after `ms`. */
  const setRightAfter = async (kit: ReturnType<typeof stationKit>, ms: number): Promise<void> => {
    void kit.desk.tracker.stop();
    await settle();
    kit.clock.set(-YEARS);
    kit.openDesk().resume();
    await kit.clock.pass(ms);
    kit.clock.set(YEARS);
  };

  test('what happens to a payment once the clock is right has the right time', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await kit.clock.pass(5_000);
    await setRightAfter(kit, 5_000);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(30_000);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'paid', late: false });
    expect(kit.journal.payment(reference)?.changedAt).toBeGreaterThan(kit.clock.now() - 31_000);
  });

  test('a payment that nobody pays is cancelled once its time is over', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await kit.clock.pass(5_000);
    await setRightAfter(kit, 5_000);
    await kit.clock.pass(700_000);
    expect(kit.journal.payment(reference)?.cancelling).not.toBe('no');
  });

  test('no clock that is set shortens the time that proves that a payment never arrived', async () => {
    const kit = stationKit();
    kit.gateway.create = () => new Promise<never>(() => undefined);
    const reference = started(kit);
    await settle();
    Reflect.deleteProperty(kit.gateway, 'create');
    await setRightAfter(kit, 20_000);
    await kit.clock.pass(9_000);
    expect(stateOf(kit, reference)).toBe('unknown');
    await kit.clock.pass(3_000);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', failure: 'never-arrived' });
  });
});
