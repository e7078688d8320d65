import type { Log } from '#services/ports.ts';

export interface PushQueue {
  /** Makes a push at the end of this turn; due again before that, it keeps its place and is made once, as asked last. */
  readonly due: (key: string, push: () => void) => void;
}

/** Pushes that became due in one turn, each made once and in that order, before any timer and before the reply of a call. */
export const openPushQueue = (log: Log): PushQueue => {
  const queue = new Map<string, () => void>();
  const make = (push: () => void): void => {
    try {
      push();
    } catch (error) {
      log.error('a change could not be shown', { error });
    }
  };
  const flush = (): void => {
    const pushes = [...queue.values()];
    queue.clear();
    pushes.forEach(make);
  };
  return {
    due: (key, push) => {
      if (queue.size === 0) queueMicrotask(flush);
      queue.set(key, push);
    },
  };
};
