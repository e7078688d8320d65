/** Where people wait while one station takes the place of another: nobody can come in meanwhile. */
export interface Doorway {
  /** Settles once nothing changes any more. */
  readonly untilFree: () => Promise<void>;
  /** Holds people up until the change has ended, however it ends. */
  readonly during: <T>(change: Promise<T>) => Promise<T>;
}

const doNothing = (): void => undefined;

export const openDoorway = (): Doorway => {
  let free = Promise.resolve();
  return {
    untilFree: () => free,
    during: async (change) => {
      free = change.then(doNothing, doNothing);
      return change;
    },
  };
};
