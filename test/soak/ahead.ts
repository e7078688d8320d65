/**
 * A date that runs ahead, in this process with its simulator and in the till's main process, as if the
 * computer had slept meanwhile: days pass in a moment, and whatever waits for one is due. Preloading a
 * library that fakes the clock would make Chromium hang.
 */
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';
import type { Station } from '../support/station.ts';

const RealDate = Date;
let aheadMs = 0;
const now = (): number => RealDate.now() + aheadMs;

/** What `startSimulator` goes by. */
export const aheadNow = now;

/** Servers in this process answer with this date, because the till compares it with its own. */
export const dateAnswers = (): void =>
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return;
    if (message.response instanceof ServerResponse)
      message.response.setHeader('Date', new RealDate(now()).toUTCString());
  });

/** Lets so much more time pass for both. */
export const letPass = async ({ app }: Station, passed: number): Promise<void> => {
  aheadMs += passed;
  await app.evaluate((_electron, ms) => {
    const kept: unknown = Reflect.get(globalThis, 'RealDate');
    const real = typeof kept === 'function' ? (kept as DateConstructor) : Date;
    Reflect.set(globalThis, 'RealDate', real);
    const ahead = (): number => real.now() + ms;
    const os = process.getBuiltinModule('node:os');
    const keptUptime: unknown = Reflect.get(globalThis, 'realUptime');
    const realUptime = typeof keptUptime === 'function' ? (keptUptime as typeof os.uptime) : os.uptime;
    Object.assign(globalThis, { realUptime });
    // The added uptime counts as sleep; the till's steady clock follows it.
    os.uptime = () => realUptime() + ms / 1_000;
    globalThis.Date = new Proxy(real, {
      construct: (target, given: unknown[]) =>
        given.length === 0 ? new target(ahead()) : (Reflect.construct(target, given) as Date),
      get: (target, name): unknown => (name === 'now' ? ahead : Reflect.get(target, name)),
    });
  }, aheadMs);
};
