import type { Bridge } from '#contract';
import { ask } from './ask.ts';

/** Often enough for a till that locks after minutes, seldom enough not to be noticed. */
const AT_MOST_EVERY_MS = 10_000;

/** Says to main now and then that somebody is at work; for every touch and key. */
export const activityReporter = (bridge: Bridge): (() => void) => {
  let lastAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - lastAt < AT_MOST_EVERY_MS) return;
    lastAt = now;
    void ask(bridge, 'session.touch', {});
  };
};
