import { basename } from 'node:path';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { Log } from '#services/ports.ts';
import { backupsIn, headOf } from '#sqlite/restore/backup.ts';
import { timeOf } from '#sqlite/file/stamped-name.ts';
import type { OpenJournal } from '#sqlite/journal.ts';

/** After one of these records the journal may lack rows that older backups have; the record itself explains it. */
const EXPLAINED_BY = ['journal-restored', 'office-restored', 'tail-lost', 'journal-alarm'] as const;

export interface BackupFacts {
  readonly journal: Pick<OpenJournal, 'hashOf' | 'head' | 'lastPlace'>;
  readonly backupsFolder: string;
  /** Epoch ms. */
  readonly now: number;
  readonly log: Pick<Log, 'warn'>;
}

/** Backups that cannot be listed keep no till from opening. */
const newestBackup = ({ backupsFolder, now, log }: BackupFacts): string | undefined => {
  try {
    return backupsIn(backupsFolder, now)[0];
  } catch (error) {
    log.warn('the journal cannot be compared with its backups', { error });
    return undefined;
  }
};

/** Compares the journal with its newest backup, which must agree with it: the journal only grows. */
export const backupAlarms = (facts: BackupFacts): readonly JournalAlarm[] => {
  const { journal } = facts;
  const newest = newestBackup(facts);
  const at = newest === undefined ? undefined : timeOf(basename(newest));
  if (newest === undefined || at === undefined) return [];
  const explainedAt = Math.max(...EXPLAINED_BY.map((type) => journal.lastPlace(type)?.at ?? 0));
  const head = at > explainedAt ? headOf(newest) : undefined;
  if (!head || head.sequence === 0 || journal.hashOf(head.sequence) === head.hash) return [];
  return [journal.head().sequence < head.sequence ? 'behind' : 'rewritten'];
};
