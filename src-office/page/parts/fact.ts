/** One line about something: a name and a value. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Whether somebody should look at it. */
  readonly isBad?: boolean;
}
