import type { Log } from '#services/ports.ts';

/** How often the same message is written in one span, and how long a span is (ms). */
const MAX_LINES = 20;
const SPAN_MS = 60_000;

/** A log that endless repetition cannot fill: repeated messages are counted, and the next line gives the count. */
export const rateLimitedLog = (log: Log, now: () => number): Log => {
  const seen = new Map<string, { since: number; times: number }>();
  const limited =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (message, facts) => {
      const last = seen.get(message);
      if (last && now() - last.since < SPAN_MS) {
        last.times += 1;
        if (last.times <= MAX_LINES) log[level](message, facts);
        return;
      }
      const unwritten = Math.max(0, (last?.times ?? 0) - MAX_LINES);
      seen.set(message, { since: now(), times: 1 });
      log[level](message, unwritten === 0 ? facts : { ...facts, unwritten });
    };
  return { info: limited('info'), warn: limited('warn'), error: limited('error') };
};
