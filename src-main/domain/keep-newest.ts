/** Adds an entry as the newest of a map that keeps at most so many; the oldest one leaves. */
export const keepNewest = <K, V>(map: Map<K, V>, max: number, key: K, value: V): void => {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
};
