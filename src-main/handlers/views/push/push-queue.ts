import type { Log } from '#services/ports.ts';

export interface PushQueue {
  /**
   * Schedules a push for the end of this turn. If the same key is scheduled again before that, it keeps its place and
   * only the newest push runs.
   */
  readonly due: (key: string, push: () => void) => void;
}

/**
 * Runs the pushes of one turn, each once and in the order they were scheduled, before any timer and before the reply
 * of a call.
 */
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
