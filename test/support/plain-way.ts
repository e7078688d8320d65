import type { Way } from '#globalpay/route/outlet.ts';
import { usualWay } from '#globalpay/route/usual-way.ts';
import type { SystemNetwork } from '#services/ports.ts';

/** A system without a proxy, and without authorities of its own. */
export const plainNetwork: SystemNetwork = { proxiesFor: () => Promise.resolve('DIRECT'), roots: () => [] };

export const plainWay: Way = usualWay(process.env, plainNetwork);
