/** Settles as `work` does or, once the signal is aborted, with `instead`. Leaves no listener at the signal. */
export const unlessAborted = async <T, U>(
  signal: AbortSignal,
  work: Promise<T>,
  instead: U,
): Promise<T | U> => {
  let onAbort = (): void => undefined;
  const aborted = new Promise<U>((resolve) => {
    onAbort = () => resolve(instead);
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
