/** The journal with what keeps it: lock, recovery, checkpoints, backups, checks and a watch on the disk. */
import { dirname, join } from 'node:path';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Clock, Log, SigningKey } from '#services/ports.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { keepBackups } from './backup-keeper.ts';
import { foundDamage, keepChecking } from './check-keeper.ts';
import { keepCheckpoints } from './checkpoint-keeper.ts';
import { watchDisk } from './disk-watch.ts';
import { openJournalSafely } from './open-safely.ts';
import type { RecoveryNote } from './recovery-note.ts';
import { recoveryNote } from './recovery-note.ts';

export interface KeptJournalPorts {
  /** Absolute path of the journal; backups, checkpoints and damaged files are kept beside it. */
  readonly file: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a payment is under way. */
  readonly isBusy: () => boolean;
  /** `health` has changed. */
  readonly onChange: () => void;
}

export interface KeptJournal {
  readonly journal: Omit<OpenJournal, 'head' | 'check' | 'copyTo' | 'touch' | 'close'>;
  health(): JournalHealth;
  /** After a failed write: tries now whether the disk takes one. */
  tryAgain(): void;
  /** What a recovery, now or at an earlier start, has left to do and to report. */
  readonly recovery: RecoveryNote;
  /** Signs, backs up and closes. Never rejects. */
  close(): Promise<void>;
}

const openSound = ({ file, key, clock, log }: KeptJournalPorts, backupsFolder: string) => {
  const checkpoints = openCheckpoints(join(dirname(file), 'checkpoints'), key);
  const now = clock.now();
  const { journal, fault, recovered } = openJournalSafely({
    file,
    backupsFolder,
    checkpoints,
    now,
    checkAll: foundDamage(file),
  });
  if (fault !== null) log.error('the journal was damaged', { ...recovered, fault });
  return { opened: journal, checkpoints };
};

/** Opens the journal; see `openJournalSafely` for what is recovered and what is thrown. */
export const openKeptJournal = (ports: KeptJournalPorts): KeptJournal => {
  const { file, clock, log, isBusy, onChange } = ports;
  const folder = join(dirname(file), 'backups');
  const { opened, checkpoints } = openSound(ports, folder);
  const signer = keepCheckpoints({ journal: opened, checkpoints, clock, log });
  const onDisk = (): void => {
    // Damage that no quick check sees can look like a failing disk.
    if (disk.trouble() === 'failing') checks.distrust();
    onChange();
  };
  const disk = watchDisk({ journal: signer.journal, clock, log, onChange: onDisk });
  const { journal } = disk;
  const backups = keepBackups({ journal, folder, checkpoints, clock, log, isBusy });
  let damaged = false;
  const onDamage = (): void => {
    damaged = true;
    signer.distrust();
    onChange();
  };
  const checks = keepChecking({ file, journal, checkpoints, clock, log, isBusy, onDamage });
  const recovery = recoveryNote(file);
  return {
    journal,
    health: () => ({ diskTrouble: disk.trouble(), damaged, recovery: recovery.read() }),
    tryAgain: () => disk.tryAgain(),
    recovery,
    close: async () => {
      disk.stop();
      await checks.close();
      signer.close();
      await backups.close();
      journal.close();
    },
  };
};
