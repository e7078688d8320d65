/** How long after its end a payment is polled each minute, because a late success is still likely. */
const CLOSE_WATCH = 15 * 60_000;

/** Every waiting time in one table. Milliseconds. */
export const PACE = {
  /** How soon a refund, or a resumed payment, is polled first. */
  firstPoll: 2_000,
  /**
   * How often a payment that the customer can pay is polled, by its age. Once the till has learned its own polls, this
   * table is only their budget.
   */
  polls: [
    { untilAge: 2_000, every: 2_000 },
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 180_000, every: 5_000 },
    { untilAge: Infinity, every: 15_000 },
  ],
  /**
   * Polls are learned from at most the last `from` payments, once `atLeast` of them were paid; the paid ones are
   * divided into `groups` of equal size. Before jitter, two polls are at least `min` apart, and at most `slowest`
   * times as far apart as in the table. Alipay+ tells acquirers to poll 30 to 60 times within 180 s: `max` within
   * `within`.
   */
  learnedPolls: {
    from: 200,
    atLeast: 50,
    groups: 8,
    min: 1_200,
    slowest: 2,
    max: 60,
    within: 180_000,
  },
  /** A refund takes between a moment and two days; how often it is polled depends on its age. */
  refundPolls: [
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 10 * 60_000, every: 15_000 },
    { untilAge: 3_600_000, every: 5 * 60_000 },
    { untilAge: 48 * 3_600_000, every: 3_600_000 },
    { untilAge: Infinity, every: 24 * 3_600_000 },
  ],
  /** How long a payment's refund types are cached, so that opening the refund form and sending it asks only once. */
  refundTypesKept: 60_000,
  /** How long a refund that never arrived may be sent again; later the shop may have refunded by hand. */
  refundResentWithin: 3_600_000,
  /** How long an unfinished refund keeps the SiteID from being changed; the gateway needs a day or two. */
  refundHoldsSite: 7 * 24 * 3_600_000,
  /**
   * How often a request whose answer was lost is looked up, by its age: at least three times over half a minute before
   * it may be sent again. One that is never found nor proven missing is looked up less and less often, until a manager
   * settles it.
   */
  lookUps: {
    paces: [
      { untilAge: 30 * 60_000, every: 15_000 },
      { untilAge: 24 * 3_600_000, every: 10 * 60_000 },
      { untilAge: Infinity, every: 6 * 3_600_000 },
    ],
    looksNeeded: 3,
    overAtLeast: 30_000,
  },
  /** After failed calls in a row; the last wait repeats. */
  retries: [2_000, 4_000, 8_000, 15_000, 30_000],
  /** A Retry-After is honoured up to this long while a customer waits; a watch honours it in full. */
  longestRetryAfter: 60_000,
  /** A cancel that is answered only with errors counts as refused after this many tries. */
  cancelTries: 3,
  /** How long a cashier waits for the answer to a cancel before the payment may be parked. */
  cancelHolds: 20_000,
  /**
   * When `failedShare` of at least `calls` calls `within` this time has failed, nothing is sent for the first of
   * `waits`, then for the next one each time the probe fails too; the last one repeats.
   */
  breaker: { within: 60_000, calls: 5, failedShare: 0.7, waits: [5_000, 15_000, 30_000, 60_000] },
  /**
   * A gateway link in trouble is probed when it has not been used for this long: sooner after the first failures, by
   * `retries`, and less often when credentials are refused, which only a person can correct.
   */
  probe: 15_000,
  probeCredentials: 60_000,
  /**
   * How often the till checks whether its computer has a network. One that comes back is used once it has lasted this
   * long.
   */
  network: 2_000,
  /** How long, after a recovery, charges wait for the import of lost payments; the import itself may take longer. */
  importHoldsCharges: 30_000,
  /** An answer that takes longer is called slow. */
  slowAnswer: 3_000,
  /**
   * The till warns when the gateway's clock and ours differ by more than `warnOver`; changes up to `changeOver` are
   * ignored.
   */
  clockSkew: { warnOver: 120_000, changeOver: 30_000 },
  /**
   * If the list of lost payments may be incomplete, it is requested again after each of these waits; the last one
   * repeats. After `failures` failed calls the gateway counts as giving no list.
   */
  incompleteLists: { waits: [15_000, 60_000, 5 * 60_000, 15 * 60_000, 3_600_000], failures: 5 },
  /** The wait after a fault of our own, such as a full disk. */
  retryAfterFault: 2_000,
  /** The gateway expires the code itself. It has this long to report that before the till cancels. */
  expiryGrace: 5_000,
  /**
   * A payment that ended without money may still be paid late: it is watched each minute, then hourly, then daily for
   * a week.
   */
  watch: [
    { untilAge: CLOSE_WATCH, every: 60_000 },
    { untilAge: 24 * 3_600_000, every: 3_600_000 },
    { untilAge: 7 * 24 * 3_600_000, every: 24 * 3_600_000 },
  ],
  /** A watch that failed is tried again after its usual wait, but no later than this. */
  longestWatchRetry: 3_600_000,
  /** After a start, the first watches of everything that ended in the last week are spread over this long. */
  firstWatches: 600_000,
  /** How long after its code has expired an unfinished payment may keep the till from charging. */
  blocksAfterExpiry: CLOSE_WATCH,
  /**
   * How long the gateway may leave an outcome open before a person may settle it by hand: after a payment's code has
   * expired, after a refund was requested.
   */
  settledByHandAfter: { payment: CLOSE_WATCH, refund: 72 * 3_600_000 },
  /** How long after a payment was paid another charge of the same amount needs confirmation. */
  sameAmount: 5 * 60_000,
  /** Printing that takes longer counts as failed; it never holds up a sale. */
  printing: 15_000,
  /**
   * Closing a day waits for reconciliation for `closeWaits`. A day closed without it is reconciled later, when the till
   * is free, at most once per `everyCatchUp`. For `closeAsksElsewhere`, a close also asks for refunds made elsewhere,
   * sale by sale.
   */
  reconciling: { closeWaits: 20_000, closeAsksElsewhere: 5_000, everyCatchUp: 5 * 60_000 },
  /**
   * The health page warns when the last backup is `backupOldAfter` old although rows were written since, when the last
   * check of all rows is `checkOldAfter` old, and when the disk has less than `lowDisk` free (bytes).
   */
  health: { backupOldAfter: 3_600_000, checkOldAfter: 3 * 24 * 3_600_000, lowDisk: 1024 ** 3 },
  /** Longest waits for the gateway: for a connection, for the answer to a create or refund, and to anything else. */
  answers: { connectMs: 5_000, moneyMs: 15_000, askMs: 8_000 },
  /** How long a proxy that could not be reached is tried only after the others. */
  routeRests: 5 * 60_000,
  /**
   * The gateway's page is asked for a sign of life every `pulse`. It is closed when it loads for longer than `load`,
   * gives no sign of life for `silence`, or starts to load more often than `loads` allows.
   */
  hostedPage: { load: 20_000, pulse: 2_000, silence: 8_000, loads: { max: 30, within: 10_000 } },
  /** How often training on a phone checks whether this computer's address has changed. */
  phoneAddress: 5_000,
  /** A till locks when it has not been touched for this long. */
  idleLock: 5 * 60_000,
  /**
   * When the till has not been touched for this long, an approver has only a cashier's permissions until they enter
   * their PIN. An approval lasts as long.
   */
  approval: 60_000,
  /** Lockouts after wrong PINs in a row, from the third on; the last one repeats. */
  pinLockouts: { freeAttempts: 3, waits: [5_000, 15_000, 60_000, 300_000] },
  /**
   * The lockout of the last manager, whom nobody else could unlock, after the tenth wrong PIN in a row and each further
   * one.
   */
  lastManagerLockout: 15 * 60_000,
  /**
   * After `max` wrong PINs at a till within `within`, whoever's they were, no PIN is checked for `wait` after the last
   * one.
   */
  tillLockout: { max: 10, within: 10 * 60_000, wait: 60_000 },
  /** Repeated refusals within this window are journaled once. */
  sameRefusal: 60_000,
  /**
   * How often the journal is backed up and all its rows are checked. Both wait `whileBusy` while a payment is under
   * way. New rows are anchored every `anchor`.
   */
  journalCare: {
    anchor: 10_000,
    backups: 15 * 60_000,
    checks: 24 * 3_600_000,
    firstCheck: 60_000,
    whileBusy: 60_000,
  },
  /**
   * The feed is checked for updates `firstCheck` after the start and then every `checks`. A new version that was
   * started `failedStarts` times without showing its first screen, whose page must make a call within `firstCall`, is
   * rolled back. Before an update is installed, the windows have `shown` to say so, because they freeze meanwhile. An
   * update scheduled for the day's end waits until the Z is `afterClose` old, and checks every `looks` whether it may
   * begin.
   */
  updates: {
    firstCheck: 60_000,
    checks: 6 * 3_600_000,
    failedStarts: 2,
    firstCall: 120_000,
    shown: 1_500,
    afterClose: 3 * 60_000,
    looks: 60_000,
  },
  /**
   * New rows are pushed after `gather`, so that related rows go together; without any, the till's state is pushed every
   * `heartbeat`. An answer may take `answer`. Trouble that a person has to resolve, such as a fork, is checked again
   * every `unsound`. A till whose oldest unconfirmed row is `behindAfter` old says so. A stream that is silent for
   * `silence` counts as lost.
   */
  office: {
    gather: 500,
    heartbeat: 60_000,
    answer: 30_000,
    unsound: 15 * 60_000,
    behindAfter: 5 * 60_000,
    silence: 90_000,
  },
  /**
   * After a hint, a payment or refund is looked up at the earliest `after` its last call. At most `max` hints count
   * for each.
   */
  hints: { after: 300, max: 20 },
  /** Waits are stretched or shortened by up to this share, so that many tills do not call in step. */
  jitter: 0.2,
} as const;

/** One rung of a ladder: up to the age `untilAge`, calls are `every` apart; ms. */
export interface Rung {
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

/** The wait after a list of lost payments may have been incomplete for the `times`-th time (1 or more). */
export const incompleteListWait = (times: number): number => rung(PACE.incompleteLists.waits, times);

/** The wait before probing a gateway link that has failed this often in a row (0 or more). */
export const probeWait = (failures: number): number =>
  failures < 2 ? PACE.probe : Math.min(retryWait(failures - 1), PACE.probe);

/** How long nothing is sent to the gateway, for the `openings`-th time in a row (1 or more). */
export const breakerWait = (openings: number): number => rung(PACE.breaker.waits, openings);

/** A wait made shorter or longer at random; `chance` is in [0, 1) and 0.5 leaves it as it is. */
export const jittered = (wait: number, chance: number): number =>
  Math.round(wait * (1 + PACE.jitter * (2 * chance - 1)));
