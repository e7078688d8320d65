import type { Bridge } from '#contract';
import { ask } from './ask.ts';

/** The till locks after minutes, so this is often enough. */
const AT_MOST_EVERY_MS = 10_000;

/** Returns a function to call on every touch and key. It tells main at most every ten seconds. */
export const activityReporter = (bridge: Bridge): (() => void) => {
  let lastAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - lastAt < AT_MOST_EVERY_MS) return;
    lastAt = now;
    void ask(bridge, 'session.touch', {});
  };
};
