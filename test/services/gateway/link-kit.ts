import { Changes } from '#services/changes.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { GatewayLink } from '#services/gateway/gateway-link.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { stationKit, silentLog, started } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

export const REFUSED: Answer<never> & { kind: 'unreachable' } = {
  kind: 'unreachable',
  detail: 'ECONNREFUSED',
};

export const TIMED_OUT: Answer<never> & { kind: 'no-answer' } = { kind: 'no-answer', detail: 'timeout' };
export const UNKNOWN_HOST: Answer<never> & { kind: 'unreachable' } = {
  kind: 'unreachable',
  detail: 'ENOTFOUND',
};

/** A desk that calls its gateway through a link, and what the link reports. */
export const kitByLink = () => {
  let isOnline = true;
  const changes = new Changes(silentLog);
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
