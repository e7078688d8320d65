import type { ProblemCode } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { JournalHealthView } from '#contract/views.ts';
import type { JournalHealth, RecoveryState } from '#domain/journal/journal-health.ts';

const LASTING = { mayDismiss: false, mayAccept: false } as const;

const PENDING: Readonly<Record<RecoveryState['why'], ProblemCode>> = {
  damaged: 'journal-recovering',
  'tail-lost': 'journal-tail-lost',
  unsure: 'journal-unsure',
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
  recovery,
}: JournalHealth): JournalHealthView | null => {
  if (diskTrouble) return { problem: problem(`disk-${diskTrouble}`), ...LASTING };
  if (damaged) return { problem: problem('journal-damaged'), ...LASTING };
  return recovery && recoveryView(recovery);
};
