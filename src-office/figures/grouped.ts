type Some<R> = readonly [R, ...R[]];

/** Groups rows by name, in order of each group's first row. */
export const grouped = <R>(rows: Iterable<R>, nameOf: (row: R) => string): ReadonlyMap<string, Some<R>> => {
  const groups = new Map<string, [R, ...R[]]>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
};
