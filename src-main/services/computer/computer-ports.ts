/** The parts of the computer that the till uses. Interfaces only. */

/** The till's window as a kiosk. */
export interface KioskScreen {
  /** Fills the cashier's display and refuses to be closed by hand. Does nothing if it already does. */
  fill(): void;
  release(): void;
}

/** Whether the system starts the till when the user of this computer signs in. */
export interface AutoStart {
  /** Throws if the system refuses. */
  set(isWanted: boolean): void;
  /** What the system will do; asks it each time. */
  isSet(): boolean;
}

/** When this program was started. */
export interface ProgramStart {
  /** By the steady clock; ms. */
  readonly at: number;
  /** How long the computer had been on by then; ms. */
  readonly computerOnFor: number;
}
