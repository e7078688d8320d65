/** How often a stranger guesses, and how it is seen that they are slowed down. */

export const GUESSES = 200;

export const times = <T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)));

/** How many wrong codes, and credentials of one name, an address may try before it has to wait. */
export const MAX_WRONG = 10;

/** Whether no more guesses were looked up than that, and whoever went on was told to wait. */
export const isSlowed = (statuses: readonly number[], wrong: number, most: number): boolean =>
  statuses.every((one) => one === wrong || one === 429) &&
  statuses.filter((one) => one === wrong).length <= most;
