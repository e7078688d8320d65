/** The most references or entries that people are shown. */
const MAX_NAMED = 10;

/** The first of many, and how many more there are. */
export const fewOf = (names: Iterable<string>): { named: readonly string[]; more: number } => {
  const all = [...names];
  return { named: all.slice(0, MAX_NAMED), more: Math.max(0, all.length - MAX_NAMED) };
};
