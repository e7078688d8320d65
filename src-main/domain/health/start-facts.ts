/** How long the till took from the program's start to its first sale. Durations are ms. */
export interface StartFacts {
  /** How long the computer had been on when the program started. */
  readonly computerOnFor: number;
  /** When the till was open, so that somebody could sign in. */
  readonly openedAfter: number;
  /** When a charge could first begin, and when the first one did; null before that. */
  readonly readyAfter: number | null;
  readonly chargedAfter: number | null;
  /** Whether the settings want the system to start the till, and whether it will. */
  readonly autoStart: { readonly isWanted: boolean; readonly isSet: boolean };
}

/** A till that takes longer to open than this keeps a queue waiting. */
export const SLOW_START_MS = 30_000;
