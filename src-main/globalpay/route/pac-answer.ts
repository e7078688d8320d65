import type { Route } from './route.ts';
import { DIRECT, proxyRoute, UNUSABLE } from './route.ts';

/** What PAC files call each kind of proxy. 'SOCKS' names no version; today's servers speak version 5. */
const SCHEMES = new Map([
  ['PROXY', 'http'],
  ['HTTP', 'http'],
  ['HTTPS', 'https'],
  ['SOCKS', 'socks5'],
  ['SOCKS5', 'socks5'],
]);

const routeOf = (entry: string): Route => {
  if (/^direct$/i.test(entry)) return DIRECT;
  const [kind = '', address = ''] = entry.split(/\s+/);
  const scheme = SCHEMES.get(kind.toUpperCase());
  return scheme === undefined ? UNUSABLE : proxyRoute(`${scheme}://${address}`);
};

/**
 * Reads the answer of a PAC file: 'PROXY 10.0.0.1:3128; SOCKS5 10.0.0.2:1080; DIRECT'. An empty answer means direct.
 */
export const readPacAnswer = (answer: string): readonly Route[] => {
  const entries = answer.split(';').map((entry) => entry.trim());
  const routes = entries.filter((entry) => entry !== '').map(routeOf);
  return routes.length === 0 ? [DIRECT] : routes;
};
