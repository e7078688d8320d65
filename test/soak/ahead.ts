/**
 * A date that runs ahead, in this process with its simulator and in the till's main process: days pass in a moment, while
 * timers, which go by the steady clock, keep their length. A preloaded library that fakes the clock makes Chromium hang.
 */
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';
import type { Station } from '../support/station.ts';

const RealDate = Date;
let aheadMs = 0;
const now = (): number => RealDate.now() + aheadMs;

/** What `startSimulator` goes by. */
export const aheadNow = now;

/** The answers of servers in this process say this date: a till compares it with its own. */
export const dateAnswers = (): void =>
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return;
    if (message.response instanceof ServerResponse)
      message.response.setHeader('Date', new RealDate(now()).toUTCString());
  });

/** Sets the dates of both ahead to the given number of days after the real one. */
export const setDaysAhead = async ({ app }: Station, days: number): Promise<void> => {
  aheadMs = days * 24 * 3_600_000;
  await app.evaluate((_electron, ms) => {
    const kept: unknown = Reflect.get(globalThis, 'RealDate');
    const real = typeof kept === 'function' ? (kept as DateConstructor) : Date;
    Reflect.set(globalThis, 'RealDate', real);
    const ahead = (): number => real.now() + ms;
    globalThis.Date = new Proxy(real, {
      construct: (target, given: unknown[]) =>
        given.length === 0 ? new target(ahead()) : (Reflect.construct(target, given) as Date),
      get: (target, name): unknown => (name === 'now' ? ahead : Reflect.get(target, name)),
    });
  }, aheadMs);
};
