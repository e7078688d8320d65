import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#files/durable-file.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { InBackground } from './background.ts';
import { inBackground } from './background.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import type { Checkpoint, Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';

const DAY_MS = 24 * 3_600_000;
/** So that reading the whole journal does not slow the start. */
const AFTER_START_MS = 60_000;
const WHILE_BUSY_MS = 60_000;

const lastCheck = z.strictObject({
  /** When all rows were last checked; epoch ms. */
  at: z.int(),
  sound: z.boolean(),
});
type LastCheck = z.infer<typeof lastCheck>;

const lastCheckFile = (journalFile: string): string => join(dirname(journalFile), 'last-check.json');

/** The last check of all rows; undefined before the first. */
const readLastCheck = (journalFile: string): LastCheck | undefined => {
  try {
    return lastCheck.parse(JSON.parse(readFileSync(lastCheckFile(journalFile), 'utf8')));
  } catch {
    return undefined;
  }
};

/** Whether the last check found damage: then every row must be checked before the journal is used. */
export const foundDamage = (journalFile: string): boolean => readLastCheck(journalFile)?.sound === false;

export interface CheckKeeperPorts {
  /** Absolute path of the journal; the last check is recorded beside it. */
  readonly file: string;
  readonly journal: OpenJournal;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a payment is under way; checking everything waits for it. */
  readonly isBusy: () => boolean;
  readonly onDamage: (fault: Broken) => void;
}

export interface CheckKeeper {
  /** The journal may be damaged: the next start checks every row. */
  distrust(): void;
  /** Resolves when no check runs any more and the journal may be closed. Never rejects. */
  close(): Promise<void>;
}

/** Checks the journal in the background: from the last checkpoint on at the start, and every row once a day. */
export const keepChecking = (ports: CheckKeeperPorts): CheckKeeper => {
  const { file, journal, checkpoints, clock, log, isBusy, onDamage } = ports;
  let running: InBackground<Checked>;
  let finished = Promise.resolve();
  let cancelWake = (): void => undefined;
  let closed = false;

  const record = (sound: boolean): void => {
    try {
      const check: LastCheck = { at: clock.now(), sound };
      writeWhole(lastCheckFile(file), `${JSON.stringify(check)}\n`);
    } catch (error) {
      log.error('the check of the journal could not be recorded', { error });
    }
  };
  const check = async (from?: Checkpoint): Promise<void> => {
    if (closed) return;
    running = inBackground(journal.check(from));
    try {
      const found = await running.result;
      if (!found) return;
      if (!found.ok) {
        log.error('the journal is damaged', { sequence: found.sequence, fault: found.why });
        onDamage(found);
      }
      if (!found.ok || !from) record(found.ok);
    } catch (error) {
      log.error('the journal could not be checked', { error });
    }
  };
  const checkAllIn = (ms: number): void => {
    cancelWake = clock.wakeAt(clock.now() + ms, () => {
      if (isBusy()) {
        checkAllIn(WHILE_BUSY_MS);
        return;
      }
      finished = finished.then(async () => check());
      checkAllIn(DAY_MS);
    });
  };

  const last = readLastCheck(file);
  const age = last?.sound === true ? clock.now() - last.at : DAY_MS;
  checkAllIn(Math.max(AFTER_START_MS, age < 0 ? 0 : DAY_MS - age));
  finished = check(checkpoints.latest());
  return {
    distrust: () => record(false),
    close: async () => {
      closed = true;
      cancelWake();
      running.stop();
      await finished;
    },
  };
};
