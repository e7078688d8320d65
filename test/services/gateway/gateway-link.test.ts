import { describe, expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { GatewayLink } from '#services/gateway/gateway-link.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { stationKit, silentLog, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

const REFUSED: Answer<never> & { kind: 'unreachable' } = { kind: 'unreachable', detail: 'ECONNREFUSED' };

const TIMED_OUT: Answer<never> & { kind: 'no-answer' } = { kind: 'no-answer', detail: 'timeout' };
const UNKNOWN_HOST: Answer<never> & { kind: 'unreachable' } = { kind: 'unreachable', detail: 'ENOTFOUND' };

/** A desk that calls its gateway through a link, and what the link reports. */
const kitByLink = () => {
  let isOnline = true;
  const changes = new Changes();
  const updates = recorded(changes, 'status');
  const logged: unknown[] = [];
  const kit = stationKit({}, (gateway, clock) => {
    const link = new GatewayLink({
      clock,
      log: { ...silentLog, warn: (...line) => logged.push(line) },
      isOnline: () => isOnline,
      changes,
    });
    return Object.assign(link.guard(gateway), { link });
  });
  const { link } = kit.reached;
  return {
    ...kit,
    link,
    logged,
    updates,
    /** What the till shows of the link, and whether it may charge. */
    said: () => ({ connection: link.connection, paused: link.paused, failing: link.failing }),
    /** How often the link was probed. */
    probes: () => kit.gateway.calls.filter((call) => call === 'method').length,
    network: (state: 'up' | 'down') => (isOnline = state === 'up'),
    /** The next so many probes fail as well. */
    probesFail: (times: number, answer: Answer<never> = REFUSED): void => {
      kit.gateway.next.method = Array(times).fill(answer) as (typeof REFUSED)[];
    },
    /** Charges this often while the gateway refuses connections. */
    chargeAndFail: async (times: number, answer = REFUSED): Promise<void> => {
      kit.gateway.next.create = Array(times).fill(answer) as (typeof REFUSED)[];
      for (let charge = 0; charge < times; charge += 1) {
        started(kit);
        await settle();
      }
    },
  };
};

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
    expect(kit.probes() - probes).toBeLessThan(3);
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

describe('an idle gateway link in trouble', () => {
  test('is probed soon at first, until it is online again, and not after that', async () => {
    const kit = kitByLink();
    kit.probesFail(3);
    await kit.chargeAndFail(1);
    expect(kit.probes()).toBe(1);
    await kit.clock.pass(13_999);
    expect(kit.said()).toMatchObject({ connection: 'gateway-down', failing: true });
    expect(kit.probes()).toBe(3);
    await kit.clock.pass(1);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(4);
  });

  test('is probed every quarter of a minute at most without a network', async () => {
    const kit = kitByLink();
    kit.probesFail(100, UNKNOWN_HOST);
    await kit.chargeAndFail(1, UNKNOWN_HOST);
    for (const seconds of [2, 4, 8, 15, 15, 15]) {
      const before = kit.probes();
      await kit.clock.pass(seconds * 1_000 - 1);
      expect(kit.probes()).toBe(before);
      await kit.clock.pass(1);
      expect(kit.probes()).toBe(before + 1);
    }
    expect(kit.said()).toMatchObject({ connection: 'no-internet', failing: true });
  });

  test('is known to be failing when calls time out, and not when answers are only slow', async () => {
    const kit = kitByLink();
    kit.probesFail(1, TIMED_OUT);
    await kit.chargeAndFail(1);
    expect(kit.said()).toMatchObject({ connection: 'gateway-slow', failing: true });
    const method = kit.gateway.method.bind(kit.gateway);
    kit.gateway.method = async () => {
      await kit.clock.pass(3_001);
      return method();
    };
    await kit.link.tryAgain();
    await kit.link.tryAgain();
    expect(kit.said()).toMatchObject({ connection: 'gateway-slow', failing: false });
  });

  test('is probed each minute when the credentials are refused, in case somebody corrects them at the gateway', async () => {
    const kit = kitByLink();
    kit.probesFail(3, { kind: 'credentials-refused' } as never);
    kit.gateway.next.create = [{ kind: 'credentials-refused' }];
    started(kit);
    await kit.clock.pass(179_999);
    expect(kit.said()).toMatchObject({ connection: 'credentials-refused', failing: true });
    expect(kit.probes()).toBe(3);
    await kit.clock.pass(1);
    expect(kit.said()).toMatchObject({ connection: 'online', failing: false });
  });

  test('is not probed once it is closed', async () => {
    const kit = kitByLink();
    kit.probesFail(100);
    await kit.chargeAndFail(1);
    const probes = kit.probes();
    await kit.reached.close();
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(probes);
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
