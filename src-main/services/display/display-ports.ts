import type { DisplayFault } from '#domain/shop/display-fault.ts';

/** The customer's display, as the system knows it. */
export interface CustomerScreen {
  /** The size of the customer's own display; null while their window shares the cashier's. */
  own(): { readonly width: number; readonly height: number } | null;
  /** Whether there ever was such a display, in this run or an earlier one. */
  hadOwn(): boolean;
  /** Whether the till fills the only display and so covers the customer's window. */
  isCovered(): boolean;
  /** From now on this till has one display: a missing customer's display is no longer a fault. */
  forget(): void;
  /** Calls back when the customer's display comes, goes or changes its size. */
  onChange(listener: () => void): void;
  /** Kills the page of the customer's window, which then loads again. */
  restart(): void;
}

export interface DisplayHealth {
  readonly fault: DisplayFault | null;
  /** See `CustomerScreen`. */
  readonly own: { readonly width: number; readonly height: number } | null;
  /** Device pixels along the code in the customer's window at its last beat; 0 without a code. */
  readonly code: number;
}
