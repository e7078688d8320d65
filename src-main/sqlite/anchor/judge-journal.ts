/** Looks, at an opening, for signs that somebody may have rewritten the journal while it was closed. */
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { Anchored, ExpectedRestore, JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import type { TailVerdict } from '#sqlite/tail/lost-tail.ts';
import type { BackupFacts } from './judge-backup.ts';
import { backupAlarms } from './judge-backup.ts';

export interface OpenedFacts extends BackupFacts {
  readonly journal: BackupFacts['journal'] & Pick<OpenJournal, 'lastRecord'>;
  readonly anchor: Pick<JournalAnchor, 'mayBeginAnew' | 'anchored' | 'alarms'>;
  readonly tail: TailVerdict;
  readonly checkpoints: Pick<Checkpoints, 'newestByAnotherKey'>;
  /** Whether a note beside the journal says that a restore has taken its place, which is not recorded yet. */
  readonly isRestoring: boolean;
  /** What was wrong with the file before it was recovered; null if nothing was. */
  readonly fault: string | null;
}

type Row = Pick<Anchored, 'sequence' | 'hash'>;

const holds = ({ journal }: Pick<OpenedFacts, 'journal'>, { sequence, hash }: Row): boolean =>
  journal.hashOf(sequence) === hash;

const RESTORED = ['journal-restored', 'office-restored'] as const;

/** Not by an earlier restore: the journal that this one was to replace may have had one, too. */
const isRecorded = ({ journal }: Pick<OpenedFacts, 'journal'>, restoring: ExpectedRestore): boolean =>
  RESTORED.some((type) => {
    const found = journal.lastRecord(type, () => undefined);
    if (!found || found.sequence <= restoring.sequence) return false;
    return restoring.askedAt === null || found.record.askedAt === restoring.askedAt;
  });

/**
 * Whether the backup that a manager chose has taken the journal's place. The journal that it was to replace has its rows,
 * too: unless that is noted or recorded, the restore came to nothing, and excuses nothing.
 */
export const wasRestored = (facts: Pick<OpenedFacts, 'journal' | 'anchor' | 'isRestoring'>): boolean => {
  const restoring = facts.anchor.anchored()?.restoring ?? null;
  if (restoring === null) return false;
  return (
    (facts.isRestoring || isRecorded(facts, restoring)) &&
    (restoring.sequence === 0 || holds(facts, restoring))
  );
};

/** Whether the till already reports all of these rows as lost, because of the note of the journal's end. */
const isReported = ({ tail }: OpenedFacts, { sequence }: Row): boolean =>
  tail.tail === 'lost' && tail.noted.sequence >= sequence;

const againstAnchor = (facts: OpenedFacts, anchored: Anchored): readonly JournalAlarm[] => {
  if (anchored.sequence === 0 || holds(facts, anchored) || wasRestored(facts)) return [];
  const { sequence } = facts.journal.head();
  if (sequence >= anchored.sequence) return ['rewritten'];
  if (isReported(facts, anchored)) return [];
  if (sequence > 0) return ['behind'];
  return facts.anchor.mayBeginAnew ? [] : ['deleted'];
};

/** Each alarm once. An empty journal that was never anchored is new, so traces of an earlier one raise no alarm. */
export const alarmsAt = (facts: OpenedFacts): readonly JournalAlarm[] => {
  const { journal, anchor, checkpoints, fault } = facts;
  const anchored = anchor.anchored();
  const found: JournalAlarm[] = fault === null ? [] : ['changed'];
  if (anchored) found.push(...againstAnchor(facts, anchored));
  if (journal.head().sequence === 0 && (anchored?.sequence ?? 0) === 0) return found;
  found.push(...anchor.alarms());
  // Rows after the anchor must be signed by the key that the anchor names.
  if (anchored && checkpoints.newestByAnotherKey() > anchored.sequence) found.push('other-key');
  if (facts.tail.tail === 'whole' && fault === null && !wasRestored(facts))
    found.push(...backupAlarms(facts));
  return [...new Set(found)];
};
