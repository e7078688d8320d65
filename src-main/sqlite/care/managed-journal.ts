/** The journal and its care: lock, recovery, checkpoints, backups, checks and a watch on the disk. */
import { dirname, join } from 'node:path';
import { gravestAlarm } from '#domain/journal/journal-alarm.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { JournalCare } from '#services/health/journal-care-port.ts';
import type { Log } from '#services/ports.ts';
import type { OpenJournal, WholeJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';
import { anchorJournal } from '#sqlite/anchor/anchored-journal.ts';
import { recordAlarms } from '#sqlite/anchor/record-alarms.ts';
import type { JournalWorker } from '#sqlite/worker/journal-job.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { faultWords } from '#sqlite/tables/replay.ts';
import { scheduleBackups } from './backup-scheduler.ts';
import { checkInBackground } from './background-checks.ts';
import { inBackground } from '#sqlite/worker/background.ts';
import { openCheckpointer } from './checkpointer.ts';
import { watchDisk } from './disk-watch.ts';
import type { OpenCheckedJournalPorts } from '#sqlite/anchor/open-checked-journal.ts';
import { openCheckedJournal } from '#sqlite/anchor/open-checked-journal.ts';
import { freeBytes } from '#sqlite/file/disk-space.ts';
import type { RecoveryNote } from '#sqlite/restore/recovery-note.ts';
import { journalCare } from './journal-care.ts';

export interface ManagedJournalPorts extends OpenCheckedJournalPorts {
  /** Does long work in a worker. */
  readonly worker: JournalWorker;
  /** Whether a payment is in progress. */
  readonly isBusy: () => boolean;
  /** Called when `health` has changed. */
  readonly onChange: () => void;
  /** Called when the journal has grown, once that is on disk. Must not throw. */
  readonly onWritten: () => void;
}

export interface ManagedJournal {
  readonly journal: WholeJournal;
  health(): JournalHealth;
  /** After a failed write: tries one now. */
  tryAgain(): void;
  /** What a recovery, now or at an earlier start, has left to do and to report. */
  readonly recovery: RecoveryNote;
  /** A manager accepts the alarms that `health` shows. Throws DiskFailed. */
  acceptAlarms(by: Person): void;
  readonly care: JournalCare;
  /** Signs, backs up and closes. Never rejects. */
  close(): Promise<void>;
}

/** Enters payments of an earlier version in the history, a while after the start. */
const fillHistory = (journal: OpenJournal, log: Log): { readonly stop: () => Promise<unknown> } => {
  const filling = inBackground(journal.fillHistory());
  const over = filling.result.catch((error: unknown) => {
    log.error('the history could not be filled', { error });
  });
  return {
    stop: async () => {
      filling.stop();
      return over;
    },
  };
};

/** Whatever throws, the rest still happens: the last step releases the lock. Never rejects. */
const inOrder = async (log: Log, steps: readonly (() => unknown)[]): Promise<void> => {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      log.error('the journal was not closed cleanly', { error });
    }
  }
};

/** The next start recovers the journal, perhaps without this row, and records it again. */
const recordDamage = (
  {
    journal,
    anchor,
    clock,
    log,
  }: Pick<ManagedJournalPorts, 'anchor' | 'clock' | 'log'> & {
    readonly journal: OpenJournal;
  },
  found: Broken,
): void => {
  try {
    recordAlarms({ journal, anchor, log }, ['changed'], faultWords(found), clock.now());
  } catch (error) {
    log.error('the damage of the journal could not be recorded', { error });
  }
};

/** An event that did not apply, and a batch of such events, leave the journal as it was. */
const noticingGrowth =
  ({ head }: Pick<OpenJournal, 'head'>, onWritten: () => void) =>
  <T>(write: () => T): T => {
    const before = lastRowIn(head);
    const written = write();
    // What is on disk must not look as if it were not, so a journal that cannot be read now counts as grown.
    if (before === null || lastRowIn(head) !== before) onWritten();
    return written;
  };

/** Null if it cannot be read: the write itself says what is wrong with the disk. */
const lastRowIn = (head: OpenJournal['head']): number | null => {
  try {
    return head().sequence;
  } catch {
    return null;
  }
};

/** Opens the journal; see `openJournalSafely` for what is recovered and what is thrown. */
export const openManagedJournal = (ports: ManagedJournalPorts): ManagedJournal => {
  const { file, worker, clock, log, isBusy, onChange, onWritten } = ports;
  const folder = join(dirname(file), 'backups');
  const { head, checkpoints, recovery, alarms: found } = openCheckedJournal(ports, folder);
  const anchoring = anchorJournal({ ...ports, journal: head.journal });
  const onSigned = (): void => anchoring.move();
  const signer = openCheckpointer({ journal: anchoring.journal, checkpoints, clock, log, onSigned });
  const onDisk = (): void => {
    // Damage that a quick check misses can look like a failing disk.
    if (disk.trouble() === 'failing') checks.distrust();
    onChange();
  };
  const disk = watchDisk({ journal: signer.journal, clock, log, onChange: onDisk });
  const journal = aroundWrites(disk.journal, noticingGrowth(disk.journal, onWritten));
  // A link may lead to another drive.
  const free = (): number | null => freeBytes(folder) ?? freeBytes(dirname(file));
  const ofBackups = { file, worker, journal, folder, checkpoints, clock, log, isBusy };
  const backups = scheduleBackups({ ...ofBackups, freeBytes: free });
  let damaged = false;
  let alarms = found;
  const onDamage = (found: Broken): void => {
    // First: the record of the damage may be the hundredth row, which would be signed.
    signer.distrust();
    anchoring.distrust();
    if (!damaged) recordDamage({ ...ports, journal }, found);
    damaged = true;
    onChange();
  };
  const filling = fillHistory(journal, log);
  const checks = checkInBackground({ file, worker, journal, checkpoints, clock, log, isBusy, onDamage });
  return {
    journal,
    health: () => ({
      diskTrouble: disk.trouble(),
      damaged,
      alarm: gravestAlarm(alarms),
      recovery: recovery.read(),
    }),
    tryAgain: () => disk.tryAgain(),
    recovery,
    acceptAlarms: (by) => {
      journal.record({ type: 'alarm-accepted', by, kinds: [...new Set(alarms)] }, clock.now());
      alarms = [];
    },
    care: journalCare({ ...ports, backupsFolder: folder, journal, checkpoints, backups, checks, signer }),
    close: () =>
      inOrder(log, [
        () => disk.stop(),
        () => filling.stop(),
        () => checks.close(),
        () => signer.close(),
        () => anchoring.close(),
        () => backups.close(),
        () => head.close(),
        () => journal.close(),
      ]),
  };
};
