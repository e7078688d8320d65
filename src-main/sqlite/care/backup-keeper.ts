import type { Clock, Log } from '#services/ports.ts';
import { backUp, isBackedUp } from './backup.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';

const EVERY_MS = 15 * 60_000;
const WHILE_BUSY_MS = 60_000;

export interface BackupKeeperPorts {
  readonly journal: OpenJournal;
  readonly folder: string;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a payment is under way: a backup then waits, for a quarter of an hour at most. */
  readonly isBusy: () => boolean;
}

export interface BackupKeeper {
  /** Backs up unless the newest backup is up to date. Never rejects; failures are logged. */
  backUpNow(): Promise<void>;
  /** Backs up a last time and stops; the journal may be closed after it. */
  close(): Promise<void>;
}

/** Backs the journal up every quarter of an hour in which something was written. */
export const keepBackups = (ports: BackupKeeperPorts): BackupKeeper => {
  const { journal, folder, checkpoints, clock, log, isBusy } = ports;
  let running = Promise.resolve();
  let cancelWake = (): void => undefined;

  const once = async (): Promise<void> => {
    try {
      if (isBackedUp(journal, folder)) return;
      const backup = await backUp(journal, folder, checkpoints, clock.now());
      log.info('journal backed up', { backup });
    } catch (error) {
      log.error('the journal could not be backed up', { error });
    }
  };
  const backUpNow = (): Promise<void> => (running = running.then(once));
  const wakeIn = (ms: number, mayWait: number): void => {
    cancelWake = clock.wakeAt(clock.now() + ms, () => {
      if (mayWait > 0 && isBusy()) {
        wakeIn(WHILE_BUSY_MS, mayWait - WHILE_BUSY_MS);
        return;
      }
      void backUpNow();
      wakeIn(EVERY_MS, EVERY_MS);
    });
  };

  wakeIn(EVERY_MS, EVERY_MS);
  return {
    backUpNow,
    close: () => {
      cancelWake();
      return backUpNow();
    },
  };
};
