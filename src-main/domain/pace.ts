/** How long after its end a payment is polled each minute, because a late success is still likely. */
const CLOSE_WATCH = 15 * 60_000;

/** Every waiting time in one table. Milliseconds. */
export const PACE = {
  /** How soon and how often the gateway is asked about a payment the customer can pay, by the payment's age. */
  firstPoll: 2_000,
  polls: [
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 180_000, every: 5_000 },
    { untilAge: Infinity, every: 15_000 },
  ],
  /** A refund takes a moment or two days; the gateway is asked by its age. */
  refundPolls: [
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 10 * 60_000, every: 15_000 },
    { untilAge: 3_600_000, every: 5 * 60_000 },
    { untilAge: 48 * 3_600_000, every: 3_600_000 },
    { untilAge: Infinity, every: 24 * 3_600_000 },
  ],
  /** The types of refund that the gateway allows for a payment are remembered this long, for the form that asked. */
  refundTypesKept: 60_000,
  /** A refund that never arrived is sent again this long; later the shop may have refunded it by hand. */
  refundResentWithin: 3_600_000,
  /** How long an unfinished refund keeps the SiteID from being changed; the gateway needs a day or two. */
  refundHoldsSite: 7 * 24 * 3_600_000,
  /** Looking up a payment whose answer was lost: three look-ups over half a minute before it may be sent again. */
  lookUps: { every: 15_000, looksNeeded: 3, overAtLeast: 30_000 },
  /** After failed calls in a row; the last wait repeats. */
  retries: [2_000, 4_000, 8_000, 15_000, 30_000],
  /** A Retry-After is heeded up to here while a customer waits; a watch heeds it whole. */
  longestRetryAfter: 60_000,
  /** Tries to cancel with a gateway that answers only with errors before the cancel counts as refused. */
  cancelTries: 3,
  /**
   * When this share of at least so many calls within so long has failed, nothing is sent for the first of these waits,
   * then for the next each time the probe in between fails as well; the last one repeats.
   */
  breaker: { within: 60_000, calls: 5, failedShare: 0.7, waits: [5_000, 15_000, 30_000, 60_000] },
  /** A gateway link in trouble that has not been used for so long is probed. */
  probe: 15_000,
  /** An answer that takes longer is called slow. */
  slowAnswer: 3_000,
  /** The gateway's clock and ours may differ by so much before the till warns; a change this small is ignored. */
  clockSkew: { warnOver: 120_000, changeOver: 30_000 },
  /** After a fault of our own, such as a full disk. */
  retryAfterFault: 2_000,
  /** The gateway expires the code itself; it has this long to report that before we cancel. */
  expiryGrace: 5_000,
  /** A payment that ended without money may still be paid late: each minute, then hourly, then daily for a week. */
  watch: [
    { untilAge: CLOSE_WATCH, every: 60_000 },
    { untilAge: 24 * 3_600_000, every: 3_600_000 },
    { untilAge: 7 * 24 * 3_600_000, every: 24 * 3_600_000 },
  ],
  /** A watch that failed is tried again after its usual wait, but no later than this. */
  longestWatchRetry: 3_600_000,
  /** After a start the first watches of all that ended in the last week are spread over this long. */
  firstWatches: 600_000,
  /** How long after its code has expired an unfinished payment may keep the till from charging. */
  blocksAfterExpiry: CLOSE_WATCH,
  /** How long after a payment was paid another one of the same amount asks first. */
  sameAmount: 5 * 60_000,
  /** Printing that takes longer has failed; it never holds up a sale. */
  printing: 15_000,
  /**
   * Closing a day waits so long for reconciliation; a day closed without it is reconciled later, when the till is free
   * and this much time has passed since the last try.
   */
  reconciling: { closeWaits: 20_000, everyCatchUp: 5 * 60_000 },
  /** Waits are stretched or shortened by up to this share, so that a street of tills does not call in step. */
  jitter: 0.2,
} as const;

interface Rung {
  readonly untilAge: number;
  readonly every: number;
}

/** The wait that a ladder of rungs gives at an age; undefined past its last rung. */
export const waitAt = (ladder: readonly Rung[], age: number): number | undefined =>
  ladder.find((rung) => age < rung.untilAge)?.every;

const rung = (waits: readonly number[], count: number): number =>
  waits[Math.min(count, waits.length) - 1] ?? 0;

/** The wait after `failures` failed calls in a row (1 or more). */
export const retryWait = (failures: number): number => rung(PACE.retries, failures);

/** How long nothing is sent to the gateway, for the `openings`-th time in a row (1 or more). */
export const breakerWait = (openings: number): number => rung(PACE.breaker.waits, openings);

/** A wait moved by chance; `chance` is in [0, 1) and 0.5 leaves it as it is. */
export const jittered = (wait: number, chance: number): number =>
  Math.round(wait * (1 + PACE.jitter * (2 * chance - 1)));
