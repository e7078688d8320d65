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

/** A wired scanner never takes longer between two keys. */
const MAX_WIRED_PAUSE_MS = 150;

/** A wireless scanner that resends, or sends in batches, may pause this long. */
export const MAX_PAUSE_MS = 500;

/** A person holds a key for 50 to 150 ms, a scanner for as long as its connection needs. */
const MAX_SCANNED_HOLD_MS = 35;

export const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** How long the released keys were held, ms. */
const holds = (run: KeyRun): readonly number[] =>
  run.flatMap(({ downAt, upAt }) => (upAt === null ? [] : [upAt - downAt]));

/**
 * Whether most keys were released sooner than a person would release them; also true while all keys are down.
 */
export const isQuicklyReleased = (run: KeyRun): boolean => {
  const known = sorted(holds(run));
  return (known[Math.floor(known.length / 2)] ?? 0) <= MAX_SCANNED_HOLD_MS;
};

/** Whether a scanner may have sent two keys this close together. */
export const follows = (at: number, before: number): boolean => at - before <= MAX_PAUSE_MS;

/** Whether what happens at `at` still belongs to the run. */
export const continues = (run: KeyRun, at: number): boolean => {
  const pause = at - (run.at(-1)?.downAt ?? -Infinity);
  return pause <= (isQuicklyReleased(run) ? MAX_PAUSE_MS : MAX_WIRED_PAUSE_MS);
};

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
