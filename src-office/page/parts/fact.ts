/** One line of what is known of something. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Whether somebody should look at it. */
  readonly isBad?: boolean;
}
