/** Does it now, and every `ms` from then on; the result stops it. */
export const repeat = (ms: number, work: () => void): (() => void) => {
  work();
  const timer = setInterval(work, ms);
  return () => clearInterval(timer);
};
