/** The same numbers for the same seed, in [0, 1). */
export const numbersFrom = (seed: number) => {
  let last = seed;
  return (): number => {
    last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
    return last / 2 ** 32;
  };
};
