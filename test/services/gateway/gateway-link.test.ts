import { describe, expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { GatewayLink } from '#services/gateway/gateway-link.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { stationKit, silentLog, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

const REFUSED: Answer<never> & { kind: 'unreachable' } = { kind: 'unreachable', detail: 'ECONNREFUSED' };

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
    /** How often the link was probed. */
    probes: () => kit.gateway.calls.filter((call) => call === 'method').length,
    network: (state: 'up' | 'down') => (isOnline = state === 'up'),
    /** Charges this often while the gateway refuses connections. */
    chargeAndFail: async (times: number): Promise<void> => {
      kit.gateway.next.create = Array(times).fill(REFUSED) as (typeof REFUSED)[];
      for (let charge = 0; charge < times; charge += 1) {
        started(kit);
        await settle();
      }
    },
  };
};

describe('the gateway link', () => {
  test('is unknown before the first call, then as the last call found it', async () => {
    const kit = kitByLink();
    expect(kit.link.connection).toBe('idle');
    await kit.chargeAndFail(1);
    expect(kit.link.connection).toBe('gateway-down');
    started(kit);
    await settle();
    expect(kit.link.connection).toBe('online');
    expect(kit.updates).toHaveLength(2);
  });

  test('is reported offline at once without a network, and online at once with it', async () => {
    const kit = kitByLink();
    started(kit);
    await settle();
    kit.network('down');
    expect(kit.link.connection).toBe('no-internet');
    kit.network('up');
    expect(kit.link.connection).toBe('online');
  });
});

describe('a gateway that keeps failing', () => {
  test('is not called: a charge fails at once, nothing is sent, and the till says so', async () => {
    const kit = kitByLink();
    await kit.chargeAndFail(5);
    expect(kit.link.paused).toBe(true);
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', failure: 'not-sent' });
    expect(kit.gateway.created).toHaveLength(5);
  });

  test('is probed after five seconds, even if nobody charges, and the till says that it is back', async () => {
    const kit = kitByLink();
    await kit.chargeAndFail(5);
    const before = kit.updates.length;
    await kit.clock.pass(5_000);
    expect(kit.updates).toHaveLength(before + 1);
    expect(kit.link.paused).toBe(false);
    expect(kit.link.connection).toBe('online');
    expect(kit.probes()).toBe(1);
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(1);
  });

  test('is probed once after each pause of at most a minute while it stays down', async () => {
    const kit = kitByLink();
    kit.gateway.next.method = Array(100).fill(REFUSED) as (typeof REFUSED)[];
    await kit.chargeAndFail(5);
    for (const [index, seconds] of [5, 15, 30, 60, 60, 60].entries()) {
      await kit.clock.pass(seconds * 1_000 - 1);
      expect(kit.probes()).toBe(index);
      expect(kit.link.paused).toBe(true);
      await kit.clock.pass(1);
      expect(kit.probes()).toBe(index + 1);
    }
    expect(kit.gateway.created).toHaveLength(5);
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
    await kit.chargeAndFail(5);
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
  test('is probed every quarter of a minute until it is online again, and not after that', async () => {
    const kit = kitByLink();
    kit.gateway.next.method = [REFUSED, REFUSED];
    await kit.chargeAndFail(1);
    await kit.clock.pass(44_999);
    expect(kit.link.connection).toBe('gateway-down');
    expect(kit.probes()).toBe(2);
    await kit.clock.pass(1);
    expect(kit.link.connection).toBe('online');
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(3);
  });

  test('is probed no more often without a network', async () => {
    const kit = kitByLink();
    const unknownHost = { ...REFUSED, detail: 'ENOTFOUND' };
    kit.gateway.next.method = Array(100).fill(unknownHost) as (typeof unknownHost)[];
    await kit.chargeAndFail(5);
    await kit.clock.pass(5_000 + 10 * 15_000);
    expect(kit.probes()).toBe(11);
  });

  test('is not probed while it is used: the calls themselves show its state', async () => {
    const kit = kitByLink();
    started(kit);
    await settle();
    kit.gateway.next.get = [REFUSED, REFUSED, REFUSED];
    await kit.clock.pass(60_000);
    expect(kit.link.connection).toBe('online');
    expect(kit.probes()).toBe(0);
  });

  test('is not probed when the credentials are refused: only a person can fix that', async () => {
    const kit = kitByLink();
    kit.gateway.next.create = [{ kind: 'credentials-refused' }];
    started(kit);
    await kit.clock.pass(3_600_000);
    expect(kit.link.connection).toBe('credentials-refused');
    expect(kit.probes()).toBe(0);
  });

  test('is not probed once it is closed', async () => {
    const kit = kitByLink();
    await kit.chargeAndFail(1);
    await kit.reached.close();
    await kit.clock.pass(3_600_000);
    expect(kit.probes()).toBe(0);
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
