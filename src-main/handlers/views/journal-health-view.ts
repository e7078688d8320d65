import type { ProblemCode } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { JournalHealthView } from '#contract/views.ts';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { JournalHealth, RecoveryState } from '#domain/journal/journal-health.ts';

const LASTING = { mayDismiss: false, mayAccept: false } as const;

const PENDING: Readonly<Record<RecoveryState['why'], ProblemCode>> = {
  damaged: 'journal-recovering',
  'tail-lost': 'journal-tail-lost',
  'from-office': 'journal-from-office',
  unsure: 'journal-unsure',
};

const RECOVERED: Readonly<Record<RecoveryState['why'], ProblemCode>> = {
  damaged: 'journal-recovered',
  'tail-lost': 'journal-restored',
  'from-office': 'journal-moved',
  unsure: 'journal-restored',
};

const ALARMS: Readonly<Record<JournalAlarm, ProblemCode>> = {
  deleted: 'journal-deleted',
  behind: 'journal-behind',
  rewritten: 'journal-rewritten',
  'older-folder': 'journal-older-folder',
  'anchor-missing': 'journal-anchor-missing',
  'other-key': 'journal-other-key',
  'anchor-unopened': 'journal-anchor-unopened',
  cloned: 'journal-cloned',
  changed: 'journal-damaged',
};

const recoveryView = ({ why, rows, received, zsLost, found, complete }: RecoveryState): JournalHealthView => {
  const fromOffice = received === null ? {} : { received };
  if (found === null)
    return { problem: problem(PENDING[why], { rows: rows ?? 0, ...fromOffice, zsLost }), ...LASTING };
  if (!complete) return { problem: problem('journal-incomplete', { found }), ...LASTING, mayAccept: true };
  return { problem: problem(RECOVERED[why], { found, ...fromOffice, zsLost }), ...LASTING, mayDismiss: true };
};

/** The most urgent thing that the cashier must read about the journal; null when it is well. */
export const journalHealthView = ({
  diskTrouble,
  damaged,
  alarm,
  recovery,
}: JournalHealth): JournalHealthView | null => {
  if (diskTrouble) return { problem: problem(`disk-${diskTrouble}`), ...LASTING };
  if (damaged) return { problem: problem('journal-damaged'), ...LASTING };
  if (alarm) return { problem: problem(ALARMS[alarm]), ...LASTING, mayAccept: true };
  return recovery && recoveryView(recovery);
};
