/** Calls about the journal's backups. */
import type { Problem, ProblemCode } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Station } from '#station/station.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';
import type { ReplaceJournalPorts } from './replace-journal.ts';
import { replaceJournal } from './replace-journal.ts';

export type BackupHandlerPorts = ReplaceJournalPorts & Pick<Station, 'journalCare' | 'payments'>;

const CODES = {
  gone: 'backup-gone',
  unusable: 'backup-unusable',
  elsewhere: 'backup-elsewhere',
  'payment-running': 'restore-payment-running',
  failed: 'restore-failed',
} as const satisfies Record<RestoreRefusal, ProblemCode>;

/**
 * Every payment must have ended. One that the restored journal lacks is imported, but nobody would have followed it to
 * its end. One that cannot be read holds nothing up: a restore may be what makes it readable again.
 */
const mayRestoreIn =
  ({ payments }: BackupHandlerPorts) =>
  (): boolean =>
    payments.tracker.unfinished.length === 0;

const prepare = async (ports: BackupHandlerPorts, name: string, acting: Acting): Promise<Problem | null> => {
  const { journalCare } = ports;
  const mayRestore = mayRestoreIn(ports);
  const refusal = mayRestore()
    ? await journalCare.prepareRestore(name, acting, mayRestore)
    : 'payment-running';
  return refusal && problem(CODES[refusal]);
};

export const backupHandlers = (ports: BackupHandlerPorts) =>
  ({
    'backups.make': async () => ((await ports.journalCare.backUpNow()) ? done : refuse('backup-failed')),
    // Nobody is asked about what cannot be done now.
    'backups.gap': ({ name }) => {
      if (!mayRestoreIn(ports)()) return refuse(CODES['payment-running']);
      const gap = ports.journalCare.gapOf(name);
      return gap ? { ok: true, value: gap } : refuse('backup-unusable');
    },
    'backups.restore': async ({ name }, acting) =>
      replaceJournal(ports, async () => prepare(ports, name, acting)),
  }) satisfies Partial<Handlers>;
