import { basename, dirname } from 'node:path';
import type { Backup } from '#domain/health/journal-facts.ts';
import type { JournalCare } from '#services/health/journal-care-port.ts';
import type { Clock } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import { backupsIn } from '#sqlite/restore/backup.ts';
import type { BackupScheduler } from './backup-scheduler.ts';
import type { BackgroundChecks } from './background-checks.ts';
import { lastCheckOf } from '#sqlite/check/last-check.ts';
import type { Checkpointer } from './checkpointer.ts';
import { timeOf } from '#sqlite/file/stamped-name.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { backupGap } from './backup-gap.ts';
import { freeBytes, sizeOf } from '#sqlite/file/disk-space.ts';
import { journalDraft } from './journal-draft.ts';
import type { RestorePorts } from './prepare-restore.ts';
import { prepareRestore } from './prepare-restore.ts';

interface CarePorts extends Omit<RestorePorts, 'freeBytes'> {
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly backups: Pick<BackupScheduler, 'backUpNow'>;
  readonly checks: Pick<BackgroundChecks, 'checkNow' | 'progress'>;
  readonly signer: Pick<Checkpointer, 'signedAt'>;
}

const describe = (backup: string): readonly Backup[] => {
  const name = basename(backup);
  const at = timeOf(name);
  return at === undefined ? [] : [{ name, at, bytes: sizeOf(backup) }];
};

export const journalCare = (ports: CarePorts): JournalCare => {
  const { file, backupsFolder, journal, clock, backups, checks, signer } = ports;
  const openedAt = clock.now();
  const restores = new Queue();
  const free = (): number | null => freeBytes(dirname(file));
  const ofRestores = { ...ports, freeBytes: free };
  return {
    facts: () => ({
      bytes: sizeOf(file),
      walBytes: sizeOf(`${file}-wal`),
      rows: journal.head().sequence,
      openedAt,
      lastRowAt: journal.lastRowAt() ?? null,
      signedAt: signer.signedAt(),
      lastCheck: lastCheckOf(file),
      checking: checks.progress(),
      freeBytes: free(),
    }),
    backups: () => backupsIn(backupsFolder, clock.now()).flatMap(describe),
    backUpNow: async () => backups.backUpNow(),
    checkNow: () => checks.checkNow(),
    gapOf: (name) => backupGap(journal, backupsFolder, name),
    prepareRestore: async (backup, acting, mayRestore) =>
      restores.add(async () =>
        prepareRestore(ofRestores, { backup, ...acting, at: clock.now() }, mayRestore),
      ),
    draft: () => journalDraft(ofRestores, () => clock.now()),
  };
};
