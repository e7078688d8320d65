import type { ProblemCode } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { JournalHealthView } from '#contract/views.ts';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { JournalHealth, RecoveryState } from '#domain/journal/journal-health.ts';

const LASTING = { mayDismiss: false, mayAccept: false } as const;

const PENDING: Readonly<Record<RecoveryState['why'], ProblemCode>> = {
  damaged: 'journal-recovering',
  'tail-lost': 'journal-tail-lost',
  unsure: 'journal-unsure',
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

const recoveryView = ({ why, rows, zsLost, found, complete }: RecoveryState): JournalHealthView => {
  if (found === null) return { problem: problem(PENDING[why], { rows: rows ?? 0, zsLost }), ...LASTING };
  if (!complete) return { problem: problem('journal-incomplete', { found }), ...LASTING, mayAccept: true };
  const code = why === 'damaged' ? 'journal-recovered' : 'journal-restored';
  return { problem: problem(code, { found, zsLost }), ...LASTING, mayDismiss: true };
};

/** What the cashier must read about the journal, the most urgent first; null when it is well. */
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
