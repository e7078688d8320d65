/** How one attack ended. */
export interface Attacked {
  /** What was attacked and how: 'journal: the last rows are cut off'. */
  readonly name: string;
  /** How the till responded: what it refused, named or recorded. */
  readonly outcome: string;
  /** False if it got through. */
  readonly held: boolean;
}

/** What every other file in this folder exports as `attack`: plays its attacks and returns how each ended. */
export type Attack = () => Promise<readonly Attacked[]>;

/** How often each status came: '10 × 401, 190 × 429'. */
export const tally = (statuses: readonly number[]): string =>
  [...new Set(statuses)]
    .map((one) => `${statuses.filter((other) => other === one).length} × ${one}`)
    .join(', ');
