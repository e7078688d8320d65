/** The journal with what keeps it: lock, recovery, checkpoints, backups, checks and a watch on the disk. */
import { dirname, join } from 'node:path';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { JournalCare } from '#services/health/journal-care-port.ts';
import type { Clock, Log, SigningKey } from '#services/ports.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { keepHead } from '#sqlite/tail/head-keeper.ts';
import { recordLostTail, tailOf } from '#sqlite/tail/lost-tail.ts';
import { backupsIn } from './backup.ts';
import { keepBackups } from './backup-keeper.ts';
import { foundDamage, keepChecking } from './check-keeper.ts';
import { inBackground } from './background.ts';
import { keepCheckpoints } from './checkpoint-keeper.ts';
import { watchDisk } from './disk-watch.ts';
import { openJournalSafely } from './open-safely.ts';
import type { RecoveryNote } from './recovery-note.ts';
import { recoveryNote } from './recovery-note.ts';
import { journalCare } from '#sqlite/restore/journal-care.ts';
import { recordRestored } from '#sqlite/restore/place-restored.ts';

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
  readonly journal: Omit<
    OpenJournal,
    | 'head'
    | 'hashOf'
    | 'reach'
    | 'allowSkippedZs'
    | 'inBatch'
    | 'check'
    | 'addUp'
    | 'clearWrongTakings'
    | 'fillHistory'
    | 'copyTo'
    | 'touch'
    | 'close'
  >;
  health(): JournalHealth;
  /** After a failed write: tries now whether the disk takes one. */
  tryAgain(): void;
  /** What a recovery, now or at an earlier start, has left to do and to report. */
  readonly recovery: RecoveryNote;
  readonly care: JournalCare;
  /** Signs, backs up and closes. Never rejects. */
  close(): Promise<void>;
}

/** Notes what is to be imported before it records the loss: a power cut in between repeats both. Throws DiskFailed. */
const noticeLostTail = (
  { file, clock, log }: KeptJournalPorts,
  journal: OpenJournal,
  wasKeptHere: boolean,
): void => {
  const verdict = tailOf(file, journal, wasKeptHere);
  switch (verdict.tail) {
    case 'whole':
      return;
    case 'unsure':
      log.warn('nothing shows whether the journal is whole');
      recoveryNote(file).unsure(verdict.since);
      break;
    case 'lost': {
      const { rows, since, noted } = verdict;
      const { refunds, zs } = journal.reach();
      log.error('the journal has lost its end', { rows, since });
      recoveryNote(file).tailLost(verdict, Math.max(0, noted.refunds - refunds), Math.max(0, noted.zs - zs));
      break;
    }
    default:
      return verdict satisfies never;
  }
  recordLostTail(journal, verdict, clock.now());
};

const openSound = (ports: KeptJournalPorts, backupsFolder: string) => {
  const { file, key, clock, log } = ports;
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
  try {
    const wasKeptHere = checkpoints.latest() !== undefined || backupsIn(backupsFolder).length > 0;
    noticeLostTail(ports, journal, wasKeptHere);
    recordRestored(file, journal, now);
    return { head: keepHead(file, journal, log), checkpoints };
  } catch (error) {
    journal.close();
    throw error;
  }
};

/** Payments of an earlier version are found in the history a while after the start. */
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

/** Opens the journal; see `openJournalSafely` for what is recovered and what is thrown. */
export const openKeptJournal = (ports: KeptJournalPorts): KeptJournal => {
  const { file, clock, log, isBusy, onChange } = ports;
  const folder = join(dirname(file), 'backups');
  const { head, checkpoints } = openSound(ports, folder);
  const signer = keepCheckpoints({ journal: head.journal, checkpoints, clock, log });
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
  const filling = fillHistory(journal, log);
  const checks = keepChecking({ file, journal, checkpoints, clock, log, isBusy, onDamage });
  const recovery = recoveryNote(file);
  return {
    journal,
    health: () => ({ diskTrouble: disk.trouble(), damaged, recovery: recovery.read() }),
    tryAgain: () => disk.tryAgain(),
    recovery,
    care: journalCare({ ...ports, backupsFolder: folder, journal, checkpoints, backups, checks, signer }),
    close: async () => {
      disk.stop();
      await filling.stop();
      await checks.close();
      signer.close();
      await backups.close();
      head.close();
      journal.close();
    },
  };
};
