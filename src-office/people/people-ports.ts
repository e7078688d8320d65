/** Time and chance, as the office's people need them. */

export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export interface Chance {
  /** From a source that nobody can guess. */
  bytes(count: number): Uint8Array;
}
