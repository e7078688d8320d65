/** Limits of the simulator: it runs in the till's process, and any program on this computer may call it. */
export const LIMITS = {
  /** Bytes of a body; a payment has about one KiB. */
  body: 256 * 1024,
  connections: 64,
  /** Ms for a whole request to arrive. */
  patience: 10_000,
  /** Characters of all bodies kept to show what a client sent. */
  kept: 2 * 1024 * 1024,
} as const;
