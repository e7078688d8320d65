/** How one attack ended. */
export interface Attacked {
  /** What was attacked and how: 'journal: the last rows are cut off'. */
  readonly name: string;
  /** What the till made of it: what it refused, named or recorded. */
  readonly outcome: string;
  /** False if it got through. */
  readonly held: boolean;
}

/** What every file beside this one exports as `attack`: plays its attacks and says how each ended. */
export type Attack = () => Promise<readonly Attacked[]>;
