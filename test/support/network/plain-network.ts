import type { Network } from '#globalpay/route/network.ts';
import { networkOf } from '#globalpay/route/network.ts';
import type { SystemNetwork } from '#services/ports.ts';

/** A system without a proxy, and without authorities of its own. */
export const plainSystem: SystemNetwork = { proxiesFor: () => Promise.resolve('DIRECT'), roots: () => [] };

export const plainNetwork: Network = networkOf(process.env, plainSystem);
