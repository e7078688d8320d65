import { describe, expect, test } from 'vitest';
import { started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { kitByLink, REFUSED, UNKNOWN_HOST } from './link-kit.ts';

describe('the gateway link', () => {
  test('is unknown before the first call, then online, and down once a second call in a row finds it so', async () => {
    const kit = kitByLink();
    expect(kit.said()).toMatchObject({ connection: 'idle', failing: false });
    await kit.link.tryAgain();
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    kit.probesFail(1);
    await kit.chargeAndFail(1);
    expect(kit.probes()).toBe(2);
    expect(kit.said()).toMatchObject({ connection: 'gateway-down', failing: true });
    started(kit);
    await settle();
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    expect(kit.updates).toHaveLength(3);
  });

  test('is asked again at once after one lost answer, and nothing is said when that is answered', async () => {
    const kit = kitByLink();
    await kit.link.tryAgain();
    await kit.chargeAndFail(1);
    expect(kit.probes()).toBe(2);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    expect(kit.updates).toHaveLength(1);
  });

  test('that pauses at the first lost answer after a good one is asked again when the pause is over', async () => {
    const kit = kitByLink();
    kit.probesFail(3);
    await kit.link.tryAgain();
    await kit.clock.pass(2_000);
    await kit.clock.pass(4_000);
    expect(kit.said()).toEqual({ connection: 'online', paused: false, failing: false });
    const before = { probes: kit.probes(), updates: kit.updates.length };
    await kit.chargeAndFail(1);
    expect(kit.said()).toMatchObject({ paused: true, failing: true });
    await kit.clock.pass(5_000);
    expect(kit.said()).toEqual({ connection: 'online', paused: false, failing: false });
    expect(kit.probes()).toBe(before.probes + 1);
    expect(kit.updates).toHaveLength(before.updates + 2);
  });

  test('that loses every other answer keeps the screen as it is', async () => {
    const kit = kitByLink();
    const reference = started(kit);
    await settle();
    for (let poll = 0; poll < 20; poll += 1) {
      kit.gateway.next.get = [REFUSED];
      await kit.clock.pass(6_000);
    }
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.link.connection).toBe('online');
    expect(kit.updates).toHaveLength(1);
  });

  test('is reported offline at once without a network, and online at once with it', async () => {
    const kit = kitByLink();
    started(kit);
    await settle();
    kit.network('down');
    expect(kit.said()).toMatchObject({ connection: 'no-internet', failing: true });
    kit.network('up');
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
  });

  test('shows an idle till that the network is gone, and that it is back once the gateway has answered', async () => {
    const kit = kitByLink();
    await kit.link.tryAgain();
    const before = kit.updates.length;
    kit.network('down');
    await kit.clock.pass(2_000);
    expect(kit.updates).toHaveLength(before + 1);
    kit.network('up');
    expect(kit.said()).toMatchObject({ connection: 'no-internet', failing: true });
    await kit.clock.pass(4_000);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    expect(kit.updates).toHaveLength(before + 2);
  });

  test('reports its state again after a network outage so short that only a cashier who charged just then was told', async () => {
    const kit = kitByLink();
    await kit.link.tryAgain();
    await kit.clock.pass(2_000);
    kit.network('down');
    expect(kit.said()).toMatchObject({ connection: 'no-internet', failing: true });
    await kit.clock.pass(500);
    kit.network('up');
    const before = kit.updates.length;
    await kit.clock.pass(1_500);
    expect(kit.updates).toHaveLength(before + 1);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    await kit.clock.pass(60_000);
    expect(kit.updates).toHaveLength(before + 1);
  });

  test('says that the network is back even if the gateway answered before the system noticed', async () => {
    const kit = kitByLink();
    await kit.link.tryAgain();
    kit.network('down');
    await kit.clock.pass(2_000);
    await kit.link.tryAgain();
    expect(kit.said()).toMatchObject({ connection: 'no-internet', failing: true });
    const before = kit.updates.length;
    kit.network('up');
    await kit.clock.pass(6_000);
    expect(kit.updates).toHaveLength(before + 1);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    await kit.clock.pass(60_000);
    expect(kit.updates).toHaveLength(before + 1);
  });

  test('does not flicker with a network that comes and goes: it has to last before it is used', async () => {
    const kit = kitByLink();
    kit.probesFail(1_000, UNKNOWN_HOST);
    kit.network('down');
    await kit.clock.pass(2_000);
    const [changes, probes] = [kit.updates.length, kit.probes()];
    for (let flap = 0; flap < 5; flap += 1) {
      kit.network('up');
      await kit.clock.pass(2_000);
      kit.network('down');
      await kit.clock.pass(1_000);
      expect(kit.link.connection).toBe('no-internet');
      await kit.clock.pass(1_000);
    }
    expect(kit.updates).toHaveLength(changes);
    expect(kit.probes() - probes).toBe(1);
  });
});

describe('a gateway that keeps failing', () => {
  test('is not called: a charge fails at once, nothing is sent, and the till says so', async () => {
    const kit = kitByLink();
    kit.probesFail(100);
    await kit.chargeAndFail(4);
    expect(kit.said()).toMatchObject({ paused: true, failing: true });
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', failure: 'not-sent' });
    expect(kit.gateway.created).toHaveLength(4);
  });

  test('is probed after five seconds, even if nobody charges, and the till says that it is back', async () => {
    const kit = kitByLink();
    kit.probesFail(1);
    await kit.chargeAndFail(5);
    expect(kit.link.paused).toBe(true);
    const [changes, probes] = [kit.updates.length, kit.probes()];
    await kit.clock.pass(5_000);
    expect(kit.updates).toHaveLength(changes + 1);
    expect(kit.said()).toMatchObject({ connection: 'online', paused: false, failing: false });
    expect(kit.probes()).toBe(probes + 1);
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(probes + 1);
  });

  test('is probed once after each pause of at most a minute while it stays down', async () => {
    const kit = kitByLink();
    kit.probesFail(100);
    await kit.chargeAndFail(5);
    const probes = kit.probes();
    for (const [index, seconds] of [5, 15, 30, 60, 60, 60].entries()) {
      await kit.clock.pass(seconds * 1_000 - 1);
      expect(kit.probes() - probes).toBe(index);
      expect(kit.link.paused).toBe(true);
      await kit.clock.pass(1);
      expect(kit.probes() - probes).toBe(index + 1);
    }
  });

  test('is called at once by the first charge after this computer’s network was down', async () => {
    const kit = kitByLink();
    kit.network('down');
    await kit.chargeAndFail(8);
    kit.network('up');
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('is called at once when a person tries again, whatever pause was left', async () => {
    const kit = kitByLink();
    kit.probesFail(1);
    await kit.chargeAndFail(5);
    expect(kit.said()).toMatchObject({ paused: true, failing: true });
    await kit.link.tryAgain();
    expect(kit.said()).toMatchObject({ connection: 'online', paused: false, failing: false });
  });

  test('is still asked about a payment in progress, which is found and ends', async () => {
    const kit = kitByLink();
    const reference = started(kit);
    await settle();
    kit.gateway.next.get = Array(6).fill(REFUSED) as (typeof REFUSED)[];
    await kit.clock.pass(60_000);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(150_000);
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test('is called again even after a fault of our own during the probe', async () => {
    const kit = kitByLink();
    kit.probesFail(1);
    await kit.chargeAndFail(4);
    const method = kit.gateway.method.bind(kit.gateway);
    kit.gateway.method = () => {
      kit.gateway.method = method;
      return Promise.reject(new Error('a fault of our own'));
    };
    await kit.clock.pass(5_000);
    expect(kit.link.paused).toBe(true);
    await kit.clock.pass(15_000);
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
  });
});

test('a clock difference is reported once when it is too large, and once when it is corrected', () => {
  const { link, logged, updates } = kitByLink();
  for (const skew of [400, 3_600_000, 3_600_900, 3_599_500]) link.compareClocks(skew);
  expect(link.clockSkewMs).toBe(3_600_000);
  link.compareClocks(-300);
  expect(link.clockSkewMs).toBe(null);
  expect(logged).toHaveLength(2);
  expect(updates).toHaveLength(2);
});
