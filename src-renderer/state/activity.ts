import type { Bridge } from '#contract';
import { ask } from './ask.ts';

/** The till locks after minutes, so this is often enough. */
const MIN_INTERVAL_MS = 10_000;

/** Returns a function to call on every touch and key. It tells main at most every ten seconds. */
export const activityReporter = (bridge: Bridge): (() => void) => {
  let lastAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - lastAt < MIN_INTERVAL_MS) return;
    lastAt = now;
    void ask(bridge, 'session.touch', {});
  };
};
