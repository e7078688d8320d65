/** The journal with everything that keeps it: safe opening, signatures, backups, checks, and an eye on the disk. */
import { dirname, join } from 'node:path';
import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import type {
  AuditJournal,
  DayJournal,
  ActivityJournal,
  Journal,
  ReceiptJournal,
  RefundJournal,
} from '#services/journal-ports.ts';
import type { Clock, Log, SigningKey } from '#services/ports.ts';
import { keepBackups } from '#sqlite/care/backup-keeper.ts';
import { keepChecking, wasFoundBroken } from '#sqlite/care/check-keeper.ts';
import { keepCheckpoints } from '#sqlite/care/checkpoint-keeper.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import { watchDisk } from '#sqlite/care/disk-watch.ts';
import { openJournalSafely } from '#sqlite/care/open-safely.ts';
import type { RecoveryNote } from '#sqlite/care/recovery-note.ts';
import { recoveryNote } from '#sqlite/care/recovery-note.ts';

export interface KeptJournalPorts {
  /** Absolute path of the journal; backups, checkpoints and damaged files are kept beside it. */
  readonly file: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a payment is under way. */
  readonly isBusy: () => boolean;
  /** What `trouble` or `broken` say has changed. */
  readonly onChange: () => void;
}

export interface Books {
  readonly journal: Journal & RefundJournal & ActivityJournal & DayJournal & AuditJournal & ReceiptJournal;
  /** What keeps the disk from taking what is written; null when it takes it. */
  trouble(): DiskTrouble | null;
  /** Whether a check has found the journal broken while it is in use; the next start recovers it. */
  broken(): boolean;
  /** What a recovery, now or earlier, has left to do and to tell. */
  readonly recovery: RecoveryNote;
  /** Signs, backs up and closes. Never rejects. */
  close(): Promise<void>;
}

/** Opens the books; see `openJournalSafely` for what is recovered and what is thrown. */
export const openKeptJournal = ({ file, key, clock, log, isBusy, onChange }: KeptJournalPorts): Books => {
  const beside = (name: string): string => join(dirname(file), name);
  const checkpoints = openCheckpoints(beside('checkpoints'), key);
  const folder = beside('backups');
  const now = clock.now();
  const opened = openJournalSafely({
    file,
    backupsFolder: folder,
    checkpoints,
    now,
    checkAll: wasFoundBroken(file),
  });
  const { fault, recovered } = opened;
  if (fault !== null) log.error('the journal was damaged', { ...recovered, fault });
  const signer = keepCheckpoints({ journal: opened.journal, checkpoints, clock, log });
  const onDisk = (): void => {
    // Damage that no quick check sees can look like a failing disk.
    if (disk.trouble() === 'failing') checks.distrust();
    onChange();
  };
  const disk = watchDisk({ journal: signer.journal, clock, log, onChange: onDisk });
  const { journal } = disk;
  const backups = keepBackups({ journal, folder, checkpoints, clock, log, isBusy });
  let broken = false;
  const onBroken = (): void => {
    broken = true;
    signer.distrust();
    onChange();
  };
  const checks = keepChecking({ file, journal, checkpoints, clock, log, isBusy, onBroken });
  return {
    journal,
    trouble: () => disk.trouble(),
    broken: () => broken,
    recovery: recoveryNote(file),
    close: async () => {
      disk.stop();
      await checks.close();
      signer.close();
      await backups.close();
      journal.close();
    },
  };
};
