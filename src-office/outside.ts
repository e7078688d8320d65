/** The office's sources of time and randomness. */
export interface Outside {
  /** Epoch ms. */
  readonly now: () => number;
  /** That many cryptographically random bytes. */
  readonly randomBytes: (bytes: number) => Uint8Array;
}
