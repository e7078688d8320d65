/** Counts, by name, how many of something are held at this moment, such as the streams of a session. */

export interface Held {
  /** Undefined if there are `most` already; otherwise a function that releases this one. */
  take(name: string, most: number): (() => void) | undefined;
}

export const held = (): Held => {
  const counts = new Map<string, number>();
  return {
    take: (name, most) => {
      const before = counts.get(name) ?? 0;
      if (before >= most) return undefined;
      counts.set(name, before + 1);
      return () => {
        const left = (counts.get(name) ?? 1) - 1;
        if (left === 0) counts.delete(name);
        else counts.set(name, left);
      };
    },
  };
};
