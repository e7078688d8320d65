import type { JournalFacts } from '#domain/health/journal-facts.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { FindFaults, FindFaultsPorts } from '#sqlite/worker/find-faults.ts';
import { openFindFaults } from '#sqlite/worker/find-faults.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { lastCheckOf, noteCheck } from '#sqlite/check/last-check.ts';
import type { Broken } from '#sqlite/tables/replay.ts';

/** The first check waits until a start is well over: it reads the whole journal. */
const { checks: EVERY_MS, firstCheck: AFTER_START_MS, whileBusy: WHILE_BUSY_MS } = PACE.journalCare;

export interface BackgroundChecksPorts extends FindFaultsPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a payment is under way; checking everything waits for it. */
  readonly isBusy: () => boolean;
  readonly onDamage: (fault: Broken) => void;
}

export interface BackgroundChecks {
  /** Checks every row as soon as no other check runs; does nothing while such a check runs or waits. */
  checkNow(): void;
  /** How far the check of all rows is; null while there is none. */
  progress(): JournalFacts['checking'];
  /** Call if the journal may be damaged: the next start then checks every row. */
  distrust(): void;
  /** Resolves when no check runs any more and the journal may be closed. Never rejects. */
  close(): Promise<void>;
}

const recordCheck = ({ file, clock, log }: BackgroundChecksPorts, sound: boolean): void => {
  try {
    noteCheck(file, clock.now(), sound);
  } catch (error) {
    log.error('the check of the journal could not be recorded', { error });
  }
};

const takeResult = (ports: BackgroundChecksPorts, found: Checked, isWhole: boolean): void => {
  if (!found.ok) {
    ports.log.error('the journal is damaged', { sequence: found.sequence, fault: found.why });
    ports.onDamage(found);
  }
  if (!found.ok || isWhole) recordCheck(ports, found.ok);
};

const check = async (
  ports: BackgroundChecksPorts,
  find: () => Promise<Checked | undefined>,
  isWhole: boolean,
): Promise<void> => {
  try {
    const found = await find();
    if (found) takeResult(ports, found, isWhole);
  } catch (error) {
    ports.log.error('the journal could not be checked', { error });
  }
};

/** Takings follow from the rows: if they differ, the rows are right, and nothing is lost. */
const compareTakings = async (
  { journal, log }: Pick<BackgroundChecksPorts, 'journal' | 'log'>,
  faults: FindFaults,
): Promise<void> => {
  try {
    const fault = await faults.inTakings();
    if (!fault) return;
    log.error('the takings are added up anew', { fault: fault.why });
    journal.clearTakings();
  } catch (error) {
    log.error('the takings could not be compared with the rows', { error });
  }
};

/** Adds up even what could not be compared, as if one row cannot be read: nothing else would ever be added up. */
const keepTakings = async (
  ports: Pick<BackgroundChecksPorts, 'journal' | 'log'>,
  faults: FindFaults,
  hasToCompare: boolean,
): Promise<void> => {
  const { journal, log } = ports;
  if (hasToCompare) await compareTakings(ports, faults);
  try {
    await faults.run(() => journal.addUp());
  } catch (error) {
    log.error('the takings could not be added up', { error });
  }
};

/**
 * Checks the journal in the background: at each start from the last checkpoint on (every row and the takings, if there is none), then
 * the hashes of all rows, so that a row changed while the till was closed is found at once rather than within a day; and
 * once a day every row and the takings.
 */
export const checkInBackground = (ports: BackgroundChecksPorts): BackgroundChecks => {
  const { file, journal, checkpoints, clock, isBusy } = ports;
  const queue = new Queue();
  const alarm = new Alarm(clock);
  const faults = openFindFaults(ports);
  let closed = false;
  /** Set from when a check of all rows is due until it is done. */
  let progress: JournalFacts['checking'] = null;

  const onProgress = (done: number): void => void (progress = { done, of: journal.head().sequence });
  const checkRows = (): void => {
    onProgress(0);
    void queue
      .add(() => check(ports, () => faults.inRows(onProgress), true))
      .finally(() => void (progress = null));
  };
  const checkAll = (): void => {
    if (progress || closed) return;
    checkRows();
    void queue.add(() => keepTakings(ports, faults, true));
  };
  const checkAllIn = (ms: number): void => {
    alarm.setIn(ms, () => {
      if (isBusy()) {
        checkAllIn(WHILE_BUSY_MS);
        return;
      }
      checkAll();
      checkAllIn(EVERY_MS);
    });
  };

  const signed = checkpoints.latest();
  if (signed) {
    const last = lastCheckOf(file);
    const age = last?.sound ? clock.now() - last.at : EVERY_MS;
    checkAllIn(Math.max(AFTER_START_MS, age < 0 ? 0 : EVERY_MS - age));
    void queue.add(() => check(ports, () => faults.since(signed), false));
  } else {
    checkRows();
    checkAllIn(EVERY_MS);
  }
  void queue.add(() => check(ports, () => faults.inHashes(), false));
  void queue.add(() => keepTakings(ports, faults, !signed));
  return {
    checkNow: checkAll,
    progress: () => progress,
    distrust: () => recordCheck(ports, false),
    close: async () => {
      closed = true;
      alarm.cancel();
      faults.stop();
      await queue.settled();
    },
  };
};
