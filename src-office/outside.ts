/** What the office takes from outside its own rules. */
export interface Outside {
  /** Epoch ms. */
  readonly now: () => number;
  /** That many random bytes that nobody can guess. */
  readonly chance: (bytes: number) => Uint8Array;
}
