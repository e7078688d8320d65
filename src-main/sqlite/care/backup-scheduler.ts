import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import { refuseWithoutRoom } from '#sqlite/file/disk-space.ts';
import type { CopyJournal } from '#sqlite/restore/backup.ts';
import { backUp, isBackedUp, removeOldBackups } from '#sqlite/restore/backup.ts';
import type { JournalWorker } from '#sqlite/worker/journal-job.ts';
import { isLong } from '#sqlite/worker/journal-job.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';

const { backups: EVERY_MS, whileBusy: WHILE_BUSY_MS } = PACE.journalCare;

export interface BackupSchedulerPorts {
  /** Absolute path of the journal. */
  readonly file: string;
  /** Does long work in a worker. */
  readonly worker: JournalWorker;
  readonly journal: OpenJournal;
  readonly folder: string;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
  /** Free space on the disk of the backups; null if the system does not say. */
  readonly freeBytes: () => number | null;
  /** Whether a payment is in progress: a backup then waits, for a quarter of an hour at most. */
  readonly isBusy: () => boolean;
}

export interface BackupScheduler {
  /** Backs up unless the newest backup is up to date. False if that failed, which is logged. */
  backUpNow(): Promise<boolean>;
  /** Backs up a last time and stops; the journal may be closed after it. */
  close(): Promise<void>;
}

const copyInWorker =
  ({ file, worker }: BackupSchedulerPorts): CopyJournal =>
  async (draft, from) => {
    const copied = await worker({ what: 'copy', file, draft, from });
    if (!copied) throw new Error('The copy was not made.');
    return copied;
  };

/** The next backup tries again to remove what another program has open now. */
const removeOld = async ({ folder, log }: BackupSchedulerPorts, now: number): Promise<void> => {
  try {
    await removeOldBackups(folder, now);
  } catch (error) {
    log.warn('an old backup could not be removed', { error });
  }
};

/** Backs the journal up every quarter of an hour in which something was written. */
export const scheduleBackups = (ports: BackupSchedulerPorts): BackupScheduler => {
  const { file, journal, folder, checkpoints, clock, log, isBusy, freeBytes } = ports;
  const queue = new Queue();
  const alarm = new Alarm(clock);

  const once = async (): Promise<boolean> => {
    const now = clock.now();
    try {
      if (isBackedUp(journal, folder, now)) return true;
      refuseWithoutRoom(file, freeBytes());
      const copy = isLong(journal.head().sequence) ? copyInWorker(ports) : undefined;
      const backup = await backUp(journal, folder, checkpoints, now, copy);
      log.info('journal backed up', { backup });
    } catch (error) {
      log.error('the journal could not be backed up', { error });
      return false;
    }
    await removeOld(ports, now);
    return true;
  };
  const backUpNow = (): Promise<boolean> => queue.add(once);
  const wakeIn = (ms: number, mayWait: number): void => {
    alarm.setIn(ms, () => {
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
    close: async () => {
      alarm.cancel();
      await backUpNow();
    },
  };
};
