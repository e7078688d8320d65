/** Sends requests to one origin by the best route that works, over kept connections. */
import type { Dispatcher } from 'undici';
import { PACE } from '#domain/pace.ts';
import type { HttpOutcome, HttpRequest } from '#globalpay/http/http.ts';
import { codeOf, exchange } from '#globalpay/http/http.ts';
import type { ListenRequest } from '#globalpay/http/listen.ts';
import { listen } from '#globalpay/http/listen.ts';
import { isUnreached } from './proxy-trouble.ts';
import type { Route } from './route.ts';
import type { ConnectorOptions, Pools, UsableRoute } from './connector.ts';

/** Pools are opened when needed. A till opens without them, so that its start need not wait for undici to load. */
const openPoolsWhenNeeded = (options: ConnectorOptions) => {
  let opened: Promise<Pools> | undefined;
  const open = async (): Promise<Pools> => {
    try {
      return (await import('./connector.ts')).openPools(options);
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
  const poolFor = async (route: UsableRoute): Promise<Dispatcher> =>
    (await (opened ??= open())).poolFor(route);
  const close = async (): Promise<void> => (await opened?.catch(() => undefined))?.close();
  return { poolFor, close };
};

/** Routes that recently failed come last, as in a browser. */
const openOrder = () => {
  const restsUntil = new Map<string, number>();
  const rests = (route: Route): boolean => (restsUntil.get(JSON.stringify(route)) ?? 0) > performance.now();
  return {
    sorted: (routes: readonly Route[]): readonly Route[] =>
      [...routes].sort((one, other) => Number(rests(one)) - Number(rests(other))),
    note: (route: Route, isReached: boolean): void => {
      const until = isReached ? 0 : performance.now() + PACE.routeRests;
      restsUntil.set(JSON.stringify(route), until);
    },
  };
};

/** If it cannot be opened, for example because a file of the program is gone, nothing was sent. */
const opened = async (pool: Promise<Dispatcher>): Promise<Dispatcher | HttpOutcome> => {
  try {
    return await pool;
  } catch (error) {
    return { kind: 'not-sent', detail: error instanceof Error ? codeOf(error) : 'unknown' };
  }
};

type Attempt = (dispatcher: Dispatcher, timeoutMs: number) => Promise<HttpOutcome>;

/** Undefined if finding the routes takes longer than the call may. */
const routesInTime = (asked: Promise<readonly Route[]>, ms: number): Promise<readonly Route[] | undefined> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    asked.finally(() => clearTimeout(timer)).then(resolve, reject);
  });

export const openOutlet = (options: ConnectorOptions) => {
  const { poolFor, close } = openPoolsWhenNeeded(options);
  const { sorted, note } = openOrder();
  const to = new URL(options.origin);
  const running = new Set<Promise<HttpOutcome>>();
  let closed: Promise<void> | undefined;
  /** Takes the next route only if nothing was sent over the one before. */
  const onARoute = async (timeout: number, attempt: Attempt): Promise<HttpOutcome> => {
    const endsAt = performance.now() + timeout;
    const routes = await routesInTime(options.network.routes(to), timeout);
    if (!routes) return { kind: 'not-sent', detail: 'timeout' };
    let outcome: HttpOutcome = { kind: 'not-sent', detail: 'PROXY_UNUSABLE' };
    for (const route of sorted(routes)) {
      const timeoutMs = endsAt - performance.now();
      if (route.kind === 'unusable' || timeoutMs <= 0) continue;
      const pool = await opened(poolFor(route));
      if ('kind' in pool) return pool;
      outcome = await attempt(pool, timeoutMs);
      const isReached = outcome.kind !== 'not-sent' || !isUnreached(outcome.detail);
      note(route, isReached);
      if (isReached) break;
    }
    return outcome;
  };
  const begin = (timeout: number, attempt: Attempt): Promise<HttpOutcome> => {
    if (closed) return Promise.resolve({ kind: 'not-sent', detail: 'closed' });
    const exchanged = onARoute(timeout, attempt);
    running.add(exchanged);
    const forget = (): void => void running.delete(exchanged);
    exchanged.then(forget, forget);
    return exchanged;
  };
  const send = (request: HttpRequest): Promise<HttpOutcome> =>
    begin(request.timeoutMs, (dispatcher, timeoutMs) => exchange(dispatcher, { ...request, timeoutMs }));
  /** Resolves once the stream has ended. */
  const stream = (request: ListenRequest): Promise<HttpOutcome> =>
    begin(request.silenceMs, (dispatcher) => listen(dispatcher, request));
  /** Closing lets running calls finish, including those that have no route yet. */
  return { send, stream, close: (): Promise<void> => (closed ??= Promise.allSettled(running).then(close)) };
};
