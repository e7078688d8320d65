import type { Hour } from '../../views/now-views.ts';

/** What several tills or stores take together, hour by hour. */
export const addHours = (all: readonly Hour[]): readonly Hour[] => {
  const nets = new Map<number, number>();
  for (const { hour, net } of all) nets.set(hour, (nets.get(hour) ?? 0) + net);
  return [...nets].map(([hour, net]) => ({ hour, net })).toSorted((one, other) => one.hour - other.hour);
};
