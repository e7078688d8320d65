import { describe, expect, test } from 'vitest';
import { started } from '../../support/station-kit.ts';
import { kitByLink, TIMED_OUT, UNKNOWN_HOST } from './link-kit.ts';

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

  test('is down when calls time out, and slow only while it answers', async () => {
    const kit = kitByLink();
    kit.probesFail(1, TIMED_OUT);
    await kit.chargeAndFail(1);
    expect(kit.said()).toMatchObject({ connection: 'gateway-down', failing: true });
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
