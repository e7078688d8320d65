import type { Obstacle } from '#domain/update/may-install.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { InstallerRun, Installers, UpdateNote } from './update-ports.ts';

export interface InstallPorts {
  readonly installers: Installers;
  readonly runner: InstallerRun;
  readonly note: UpdateNote;
  readonly clock: Clock;
  readonly log: Log;
  /** The open station's. */
  readonly journal: () => Pick<ActivityJournal, 'record' | 'lastRecord'>;
  /** Backs up the open journal; false if that failed. */
  readonly backUp: () => Promise<boolean>;
  /**
   * Runs `work` while no charge can begin and no settings can be saved; null, without running it, if settings are being
   * saved.
   */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
}

/** Why nothing was installed. */
export type InstallRefusal = UpdateFault | Obstacle | 'update-none' | 'settings-changing';

interface Change {
  readonly from: string;
  readonly to: string;
  readonly acting: Acting;
}

/** Writes to the journal and the note that the update has begun, before the installer runs. */
const begin = ({ journal, note, clock }: InstallPorts, { from, to, acting }: Change): void => {
  const { by, approvedBy } = acting;
  journal().record({ type: 'program-changed', by, approvedBy, from, to, how: 'update' }, clock.now());
  note.write({ ...note.read(), wish: null, begun: { from, to, starts: 0 } });
};

const recordFailure = ({ journal, note, clock }: InstallPorts, { from, to }: Change): void => {
  note.write({ ...note.read(), begun: null });
  const nobody = { by: null, approvedBy: null } as const;
  journal().record(
    { type: 'program-changed', ...nobody, from: to, to: from, how: 'update-failed' },
    clock.now(),
  );
};

/**
 * Installs the update after checking its file once more and backing up the journal; null when this program is about to
 * end for it. `obstacle` is checked again after the backup. `show` is awaited before the windows freeze.
 */
export const installUpdate = async (
  ports: InstallPorts,
  change: Change,
  obstacle: () => Obstacle | null,
  show: () => Promise<void>,
): Promise<InstallRefusal | null> => {
  const install = async (): Promise<InstallRefusal | null> => {
    const before = obstacle();
    if (before) return before;
    const signed = await ports.installers.check(change.to);
    if (!signed) return 'update-file-changed';
    if (!(await ports.backUp())) return 'update-backup-failed';
    const since = obstacle();
    if (since) return since;
    begin(ports, change);
    await show();
    if (!(await ports.runner.run(signed, false))) {
      recordFailure(ports, change);
      return 'update-not-installed';
    }
    ports.runner.leave();
    return null;
  };
  const refusal = await ports.alone(async () => ({ why: await install() }));
  return refusal === null ? 'settings-changing' : refusal.why;
};
