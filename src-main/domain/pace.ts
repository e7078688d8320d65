/** How long after its end a payment is polled each minute, because a late success is still likely. */
const CLOSE_WATCH = 15 * 60_000;

/** Every waiting time in one table. Milliseconds. */
export const PACE = {
  /** How soon a refund is polled first, and a payment that is resumed. */
  firstPoll: 2_000,
  /**
   * How often a payment that the customer can pay is polled, by its age: the table, until the till has learned from
   * enough of its own payments, and what it may spend on them then.
   */
  polls: [
    { untilAge: 2_000, every: 2_000 },
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 180_000, every: 5_000 },
    { untilAge: Infinity, every: 15_000 },
  ],
  /**
   * Polls are learned from the last payments, `from` of them at most, once `atLeast` were paid, which are cut into
   * `groups` as large as each other. Before `jitter` two polls are at least `least` apart, and at most `slowest` times as
   * far as in the table. Acquirers of Alipay+ are told to ask 30 to 60 times within 180 s: `most` within `within`.
   */
  learnedPolls: {
    from: 200,
    atLeast: 50,
    groups: 8,
    least: 1_200,
    slowest: 2,
    most: 60,
    within: 180_000,
  },
  /** A refund takes anything from a moment to two days; it is polled by its age. */
  refundPolls: [
    { untilAge: 60_000, every: 3_000 },
    { untilAge: 10 * 60_000, every: 15_000 },
    { untilAge: 3_600_000, every: 5 * 60_000 },
    { untilAge: 48 * 3_600_000, every: 3_600_000 },
    { untilAge: Infinity, every: 24 * 3_600_000 },
  ],
  /** How long the refund types of a payment are cached, from opening the refund form to sending it. */
  refundTypesKept: 60_000,
  /** How long a refund that never arrived may be sent again; later the shop may have refunded by hand. */
  refundResentWithin: 3_600_000,
  /** How long an unfinished refund keeps the SiteID from being changed; the gateway needs a day or two. */
  refundHoldsSite: 7 * 24 * 3_600_000,
  /**
   * Looking up what a lost answer was about, by its age: three look-ups over half a minute before it may be sent again.
   * What no look-up ever finds or proves missing is looked up less and less often, until a manager settles it.
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
  /** A Retry-After is heeded up to here while a customer waits; a watch heeds it whole. */
  longestRetryAfter: 60_000,
  /** A cancel that is answered only with errors counts as refused after this many tries. */
  cancelTries: 3,
  /**
   * When `failedShare` of at least `calls` calls `within` this time has failed, nothing is sent for the first of
   * `waits`, then for the next one each time the probe fails too; the last one repeats.
   */
  breaker: { within: 60_000, calls: 5, failedShare: 0.7, waits: [5_000, 15_000, 30_000, 60_000] },
  /**
   * A gateway link in trouble that has not been used for this long is probed: sooner after the first failures, by
   * `retries`, and less often when credentials are refused, which only a person can correct.
   */
  probe: 15_000,
  probeCredentials: 60_000,
  /**
   * How often the till checks whether its computer has a network; one that is back is used once it has lasted this long.
   */
  network: 2_000,
  /** How long charges wait, after a recovery, for lost payments to be imported; the import may take longer. */
  importHoldsCharges: 30_000,
  /** An answer that takes longer is called slow. */
  slowAnswer: 3_000,
  /**
   * The till warns when the gateway's clock and ours differ by more than `warnOver`; changes up to `changeOver` are
   * ignored.
   */
  clockSkew: { warnOver: 120_000, changeOver: 30_000 },
  /**
   * A list of lost payments that may be incomplete is asked for again after each of these; the last one repeats. After
   * `failures` failed calls a gateway counts as one that gives no list.
   */
  incompleteLists: { waits: [15_000, 60_000, 5 * 60_000, 15 * 60_000, 3_600_000], failures: 5 },
  /** After a fault of our own, such as a full disk. */
  retryAfterFault: 2_000,
  /** The gateway expires the code itself; it has this long to report that before we cancel. */
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
  /** After a start the first watches of all that ended in the last week are spread over this long. */
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
  /** Printing that takes longer has failed; it never holds up a sale. */
  printing: 15_000,
  /**
   * Closing a day waits this long for reconciliation; a day closed without it is reconciled later, when the till is
   * free, at most once per `everyCatchUp`. A close begins to ask for refunds made elsewhere, sale by sale, for this long
   * at most.
   */
  reconciling: { closeWaits: 20_000, closeAsksElsewhere: 5_000, everyCatchUp: 5 * 60_000 },
  /**
   * When the health page warns: of a backup that old while the journal went on, of a last check of all rows that old, of
   * less free disk than that (bytes).
   */
  health: { backupOldAfter: 3_600_000, checkOldAfter: 3 * 24 * 3_600_000, lowDisk: 1024 ** 3 },
  /** Longest waits for the gateway: for a connection, for the answer to a create or refund, and to anything else. */
  answers: { connectMs: 5_000, moneyMs: 15_000, askMs: 8_000 },
  /** A proxy that could not be reached comes after the others for this long. */
  routeRests: 5 * 60_000,
  /**
   * The gateway's page is closed when it loads for this long, gives no sign of life for `silence` after it was asked for
   * one, as it is every `pulse`, or begins to load too often.
   */
  hostedPage: { load: 20_000, pulse: 2_000, silence: 8_000, loads: { most: 30, within: 10_000 } },
  /** How often training on a phone looks whether this computer's address has changed. */
  phoneAddress: 5_000,
  /** An untouched till locks after this. */
  idleLock: 5 * 60_000,
  /**
   * After this long untouched, an approver has only a cashier's permissions until their next PIN; an approval lasts as
   * long.
   */
  approval: 60_000,
  /** Lockouts after wrong PINs in a row, from the third on; the last one repeats. */
  pinLockouts: { freeAttempts: 3, waits: [5_000, 15_000, 60_000, 300_000] },
  /** After each wrong PIN of somebody whom nobody could let in again. */
  lastManagerLockout: 15 * 60_000,
  /** With `most` wrong PINs at a till `within` this time, whosever they are, nobody's is checked for `wait` after each. */
  tillLockout: { most: 10, within: 10 * 60_000, wait: 60_000 },
  /** Repeated refusals within this window are journaled once. */
  sameRefusal: 60_000,
  /**
   * The journal is backed up and wholly checked this often; while a payment is under way both wait. What was written is
   * anchored within seconds.
   */
  journalCare: {
    anchor: 10_000,
    backups: 15 * 60_000,
    checks: 24 * 3_600_000,
    firstCheck: 60_000,
    whileBusy: 60_000,
  },
  /**
   * The feed is asked for updates soon after the start and then this often. A new version that has been started
   * `failedStarts` times without a first screen is rolled back. The windows get `shown` to say that an update is being
   * installed, because they stand still meanwhile. One for the day's end waits until the Z is `afterClose` old, and looks
   * every so often whether it may begin.
   */
  updates: {
    firstCheck: 60_000,
    checks: 6 * 3_600_000,
    failedStarts: 2,
    shown: 1_500,
    afterClose: 3 * 60_000,
    looks: 60_000,
  },
  /**
   * The office hears of a change after `gather`, so that what belongs together goes together, and of the till's state each
   * `heartbeat` without one; an answer may take `answer`. What a person has to resolve, such as a fork, is asked about each
   * `unsound`. A till whose oldest unconfirmed row is `behindAfter` old says so. A stream that says nothing for `silence`
   * has gone.
   */
  office: {
    gather: 500,
    heartbeat: 60_000,
    answer: 30_000,
    unsound: 15 * 60_000,
    behindAfter: 5 * 60_000,
    silence: 90_000,
  },
  /** A hint makes a payment or refund be looked up so soon after the call before, and no more than `most` do. */
  hints: { after: 300, most: 20 },
  /** Waits are stretched or shortened by up to this share, so that many tills do not call in step. */
  jitter: 0.2,
} as const;

/** Up to an age, how long after one call the next is due; ms. */
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

/** The wait before a gateway link is probed that has failed this often in a row (0 or more). */
export const probeWait = (failures: number): number =>
  failures < 2 ? PACE.probe : Math.min(retryWait(failures - 1), PACE.probe);

/** How long nothing is sent to the gateway, for the `openings`-th time in a row (1 or more). */
export const breakerWait = (openings: number): number => rung(PACE.breaker.waits, openings);

/** A wait made shorter or longer at random; `chance` is in [0, 1) and 0.5 leaves it as it is. */
export const jittered = (wait: number, chance: number): number =>
  Math.round(wait * (1 + PACE.jitter * (2 * chance - 1)));
