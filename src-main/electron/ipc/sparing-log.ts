import type { Log } from '#services/ports.ts';

/** How often the same message is written in one span, and how long a span is (ms). */
const MOST = 20;
const SPAN = 60_000;

/** A log that endless repetition cannot fill: repeated messages are counted, and the next line gives the count. */
export const sparingLog = (log: Log, now: () => number): Log => {
  const seen = new Map<string, { since: number; times: number }>();
  const sparing =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (message, facts) => {
      const last = seen.get(message);
      if (last && now() - last.since < SPAN) {
        last.times += 1;
        if (last.times <= MOST) log[level](message, facts);
        return;
      }
      const unwritten = Math.max(0, (last?.times ?? 0) - MOST);
      seen.set(message, { since: now(), times: 1 });
      log[level](message, unwritten === 0 ? facts : { ...facts, unwritten });
    };
  return { info: sparing('info'), warn: sparing('warn'), error: sparing('error') };
};
