/** The computer that the till runs on, as far as the till lives on it. Interfaces only. */

/** The till's window, as far as it fills its display. */
export interface KioskScreen {
  /** Fills the cashier's display, and refuses to be closed by hand. Does nothing where it does already. */
  fill(): void;
  release(): void;
}

/** Whether the system starts the till when the user of this computer signs in. */
export interface AutoStart {
  /** Throws where the system refuses. */
  set(isWanted: boolean): void;
  /** What the system will do, asked anew. */
  isSet(): boolean;
}

/** When this program was started. */
export interface ProgramStart {
  /** By the steady clock; ms. */
  readonly at: number;
  /** For how long the computer had been on then; ms. */
  readonly computerOnFor: number;
}
