import { problem } from '#contract/problem.ts';
import type { JournalHealthView } from '#contract/views.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';

/** What the cashier must read about the journal, the most urgent first; null when it is well. */
export const journalHealthView = ({
  diskTrouble,
  damaged,
  recovery,
}: JournalHealth): JournalHealthView | null => {
  if (diskTrouble) return { problem: problem(`disk-${diskTrouble}`), mayDismiss: false };
  if (damaged) return { problem: problem('journal-damaged'), mayDismiss: false };
  if (!recovery) return null;
  const { found } = recovery;
  return found === null
    ? { problem: problem('journal-recovering'), mayDismiss: false }
    : { problem: problem('journal-recovered', { found }), mayDismiss: true };
};
