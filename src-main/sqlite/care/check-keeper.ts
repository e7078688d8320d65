import { dirname, join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { InBackground } from './background.ts';
import { inBackground } from './background.ts';
import type { Checkpoint, Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';

/** The first check waits until a start is well over: it reads the whole journal. */
const { checks: EVERY_MS, firstCheck: AFTER_START_MS, whileBusy: WHILE_BUSY_MS } = PACE.journalCare;

const lastCheck = z.strictObject({
  /** When all rows were last checked; epoch ms. */
  at: z.int(),
  sound: z.boolean(),
});

const lastCheckFile = (journalFile: string) =>
  jsonFile(join(dirname(journalFile), 'last-check.json'), lastCheck);

/** Whether the last check found damage: then every row must be checked before the journal is used. */
export const foundDamage = (journalFile: string): boolean => {
  const last = lastCheckFile(journalFile).read();
  return last.state === 'read' && !last.value.sound;
};

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

const recordCheck = ({ file, clock, log }: CheckKeeperPorts, sound: boolean): void => {
  try {
    lastCheckFile(file).write({ at: clock.now(), sound });
  } catch (error) {
    log.error('the check of the journal could not be recorded', { error });
  }
};

/** Takings follow from the rows: where they differ the rows are right, and nothing is lost. */
const keepTakings = async (
  { journal, log }: Pick<CheckKeeperPorts, 'journal' | 'log'>,
  run: <T>(slices: () => Generator<unknown, T>) => Promise<T | undefined>,
  hasToCompare: boolean,
): Promise<void> => {
  try {
    const fault = hasToCompare ? await run(() => journal.clearWrongTakings()) : undefined;
    if (fault) log.error('the takings are added up anew', { fault: fault.why });
    await run(() => journal.addUp());
  } catch (error) {
    log.error('the takings could not be added up', { error });
  }
};

/**
 * Checks the journal in the background: from the last checkpoint on at the start, and every row and the takings once a
 * day.
 */
export const keepChecking = (ports: CheckKeeperPorts): CheckKeeper => {
  const { file, journal, checkpoints, clock, log, isBusy, onDamage } = ports;
  const record = (sound: boolean): void => recordCheck(ports, sound);
  const queue = new Queue();
  const alarm = new Alarm(clock);
  let running: Pick<InBackground<unknown>, 'stop'> | undefined;
  let closed = false;

  const run = async <T>(slices: () => Generator<unknown, T>): Promise<T | undefined> => {
    if (closed) return undefined;
    const started = inBackground(slices());
    running = started;
    return started.result;
  };
  const check = async (from?: Checkpoint): Promise<void> => {
    try {
      const found = await run(() => journal.check(from));
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
    alarm.setIn(ms, () => {
      if (isBusy()) {
        checkAllIn(WHILE_BUSY_MS);
        return;
      }
      void queue.add(() => check());
      void queue.add(() => keepTakings(ports, run, true));
      checkAllIn(EVERY_MS);
    });
  };

  const last = lastCheckFile(file).read();
  const age = last.state === 'read' && last.value.sound ? clock.now() - last.value.at : EVERY_MS;
  checkAllIn(Math.max(AFTER_START_MS, age < 0 ? 0 : EVERY_MS - age));
  void queue.add(() => check(checkpoints.latest()));
  void queue.add(() => keepTakings(ports, run, false));
  return {
    distrust: () => record(false),
    close: async () => {
      closed = true;
      alarm.cancel();
      running?.stop();
      await queue.settled();
    },
  };
};
