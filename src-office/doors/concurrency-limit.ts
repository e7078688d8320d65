/** Counts, by name, how many of something are held at this moment, such as the streams of a session. */

export interface ConcurrencyLimit {
  /** Undefined if there are `max` already; otherwise a function that releases this one, at its first call. */
  take(name: string, max: number): (() => void) | undefined;
}

export const concurrencyLimit = (): ConcurrencyLimit => {
  const counts = new Map<string, number>();
  return {
    take: (name, max) => {
      const before = counts.get(name) ?? 0;
      if (before >= max) return undefined;
      counts.set(name, before + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (counts.get(name) ?? 1) - 1;
        if (left === 0) counts.delete(name);
        else counts.set(name, left);
      };
    },
  };
};
