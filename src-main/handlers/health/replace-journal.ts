import type { Problem, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Emits } from '#services/changes.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import { done } from '#handlers/handlers.ts';
import type { SettingsHandlerPorts } from '#handlers/set-up/settings.ts';

export interface ReplaceJournalPorts extends Pick<SettingsHandlerPorts, 'settingsStore' | 'reopen'> {
  readonly changes: Emits<'status' | 'imported'>;
}

/**
 * Puts another journal in the place of this one and reopens the till with it. No charge can begin meanwhile. `prepare`
 * returns why it cannot be replaced, or null once it is ready for the next opening.
 */
export const replaceJournal = async (
  ports: ReplaceJournalPorts,
  prepare: () => Promise<Problem | null>,
): Promise<Reply<Record<string, never>>> => {
  const { settingsStore, reopen, changes } = ports;
  const reply = await changingAlone(ports, async () => {
    const problem = await prepare();
    if (problem) return { ok: false, problem } as const;
    if (!(await reopen(settingsStore.current))) return refuse('restore-failed');
    changes.emit('imported');
    return done;
  });
  return reply ?? refuse('settings-changing');
};
