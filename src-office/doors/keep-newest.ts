/** Stores a value as the newest one; beyond `most` values, the one that was stored longest ago is dropped. */
export const keepNewest = <T>(known: Map<string, T>, key: string, value: T, most: number): void => {
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys())
    if (known.size > most) known.delete(oldest);
    else break;
};
