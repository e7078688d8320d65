import type { DisplayFault } from '#domain/shop/display-fault.ts';

/** The display that the customer looks at, as far as the system knows it. */
export interface CustomerScreen {
  /** The size of the display that is the customer's own; null while their window stands on the cashier's. */
  own(): { readonly width: number; readonly height: number } | null;
  /** Whether there was such a display once, in this run or an earlier one. */
  hadOwn(): boolean;
  /** Whether the till fills the only display, and with it covers the customer's window. */
  isCovered(): boolean;
  /** This till has one display from now on: the customer's is no longer missed. */
  forget(): void;
  /** Calls back when the customer's display comes, goes or changes its size. */
  onChange(listener: () => void): void;
  /** Ends the page of the customer's window, which then loads again. */
  restart(): void;
}

export interface DisplayHealth {
  readonly fault: DisplayFault | null;
  /** See `CustomerScreen`. */
  readonly own: { readonly width: number; readonly height: number } | null;
  /** Device pixels along the code on the customer's window when it was last looked at; 0 without a code. */
  readonly code: number;
}
