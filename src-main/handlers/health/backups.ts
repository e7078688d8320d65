/** Calls about the journal's backups. */
import type { ProblemCode, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RestoreRefusal } from '#domain/health/journal-facts.ts';
import type { Emits } from '#services/changes.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Station } from '#station/station.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';
import type { SettingsHandlerPorts } from '#handlers/set-up/settings.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';

export interface BackupHandlerPorts extends Pick<Station, 'journalCare' | 'payments'> {
  readonly settingsStore: SettingsHandlerPorts['settingsStore'];
  readonly reopen: SettingsHandlerPorts['reopen'];
  readonly changes: Emits<'status' | 'imported'>;
}

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
const restore = async (
  { journalCare, payments, reopen, settingsStore, changes }: BackupHandlerPorts,
  name: string,
  acting: Acting,
): Promise<Reply<Record<string, never>>> => {
  const mayRestore = (): boolean => payments.tracker.unfinished.length === 0;
  if (!mayRestore()) return refuse(CODES['payment-running']);
  const refusal = await journalCare.prepareRestore(name, acting, mayRestore);
  if (refusal) return refuse(CODES[refusal]);
  if (!(await reopen(settingsStore.current))) return refuse('restore-failed');
  changes.emit('imported');
  return done;
};

export const backupHandlers = (ports: BackupHandlerPorts) =>
  ({
    'backups.make': async () => ((await ports.journalCare.backUpNow()) ? done : refuse('backup-failed')),
    'backups.gap': ({ name }) => {
      const gap = ports.journalCare.gapOf(name);
      return gap ? { ok: true, value: gap } : refuse('backup-unusable');
    },
    'backups.restore': async ({ name }, acting) =>
      (await changingAlone(ports, async () => restore(ports, name, acting))) ?? refuse('settings-changing'),
  }) satisfies Partial<Handlers>;
