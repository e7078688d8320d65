import { isLoopback } from '#globalpay/http/origins.ts';
import type { SystemNetwork } from '#services/ports.ts';
import { readPacAnswer } from './pac-answer.ts';
import type { FindRoutes, Route } from './route.ts';
import { DIRECT, proxyRoute } from './route.ts';

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The first of these variables that is set and not empty. */
const either = (variables: Variables, ...names: readonly string[]): string =>
  names.map((name) => variables[name] ?? '').find((value) => value !== '') ?? '';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Whether an entry of NO_PROXY covers the server: `*`, or a host and its subdomains, optionally with a port. */
const exempts = (entry: string, { hostname, port, protocol }: URL): boolean => {
  if (entry === '*') return true;
  const [, name = '', itsPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  const samePort = itsPort === undefined || itsPort === (port || DEFAULT_PORTS[protocol]);
  return name !== '' && samePort && `.${hostname}`.endsWith(`.${name}`);
};

/** The route that HTTPS_PROXY, HTTP_PROXY and NO_PROXY give for a server; undefined if they give none. */
const environmentRoute = (variables: Variables, to: URL): Route | undefined => {
  const exempt = either(variables, 'no_proxy', 'NO_PROXY').split(/[,\s]+/);
  if (exempt.some((entry) => exempts(entry, to))) return DIRECT;
  const address = either(variables, 'https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY');
  return address === '' ? undefined : proxyRoute(address);
};

/**
 * This computer itself is always reached directly; everything else by the environment's route, or else the system's.
 */
export const findRoutes =
  (variables: Variables, { proxiesFor }: Pick<SystemNetwork, 'proxiesFor'>): FindRoutes =>
  async (to) => {
    if (isLoopback(to)) return [DIRECT];
    const named = environmentRoute(variables, to);
    return named ? [named] : readPacAnswer(await proxiesFor(to.href));
  };
