/** One key that types a character, in ms of the events' clock. */
export interface Stroke {
  readonly character: string;
  /** Which key of the keyboard it was. */
  readonly code: string;
  readonly downAt: number;
  /** Null while it is held down. */
  readonly upAt: number | null;
}

/** Characters typed in a row. */
export type KeyRun = readonly Stroke[];

export const NO_RUN: KeyRun = [];

/** No scanner takes longer between two keys. */
const LONGEST_PAUSE_MS = 150;

/** Whether a scanner may have sent one key so soon after the other. */
export const follows = (at: number, before: number): boolean => at - before <= LONGEST_PAUSE_MS;

/** Whether what happens at `at` still belongs to the run. */
export const continues = (run: KeyRun, at: number): boolean => follows(at, run.at(-1)?.downAt ?? -Infinity);

/** The run after one more key, which continues it or begins a new one. */
export const withKeyDown = (run: KeyRun, stroke: Omit<Stroke, 'upAt'>): KeyRun => [
  ...(continues(run, stroke.downAt) ? run : NO_RUN),
  { ...stroke, upAt: null },
];

export const withKeyUp = (run: KeyRun, code: string, at: number): KeyRun => {
  const held = run.findLastIndex((stroke) => stroke.code === code && stroke.upAt === null);
  return run.map((stroke, index) => (index === held ? { ...stroke, upAt: at } : stroke));
};

export const textOf = (run: KeyRun): string => run.map(({ character }) => character).join('');
