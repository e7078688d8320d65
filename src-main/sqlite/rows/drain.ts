/** Runs all slices at once. */
export const drain = <T>(slices: Generator<unknown, T>): T => {
  let slice = slices.next();
  while (slice.done !== true) slice = slices.next();
  return slice.value;
};
