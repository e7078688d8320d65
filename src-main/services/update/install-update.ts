import type { Obstacle } from '#domain/update/may-install.ts';
import type { SignedOffer } from '#domain/update/offer.ts';
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
  readonly journal: () => Pick<ActivityJournal, 'record' | 'lastRecord' | 'lastPlace'>;
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

const recordBegin = ({ journal, clock }: InstallPorts, { from, to, acting }: Change): void => {
  const { by, approvedBy } = acting;
  journal().record({ type: 'program-changed', by, approvedBy, from, to, how: 'update' }, clock.now());
};

/** If the disk refuses, the next start records what became of the update, provided that its note was written. */
const recordFailure = ({ journal, note, clock, log }: InstallPorts, { from, to }: Change): void => {
  const nobody = { by: null, approvedBy: null } as const;
  try {
    journal().record(
      { type: 'program-changed', ...nobody, from: to, to: from, how: 'update-failed' },
      clock.now(),
    );
    note.write({ ...note.read(), begun: null });
  } catch (error) {
    log.error('the failed update could not be recorded', { error });
  }
};

/** Runs the installer of an update that the journal says has begun; false, and recorded, if it did not install. */
const run = async (
  ports: InstallPorts,
  change: Change,
  signed: SignedOffer,
  show: () => Promise<void>,
): Promise<boolean> => {
  const { note, runner } = ports;
  const { from, to } = change;
  let isInstalled = false;
  try {
    note.write({ ...note.read(), wish: null, begun: { from, to, starts: 0 } });
    await show();
    isInstalled = await runner.run(signed, false);
  } finally {
    if (!isInstalled) recordFailure(ports, change);
  }
  return isInstalled;
};

/**
 * Installs the update after backing up the journal and checking its file once more; null when this program is about to
 * end for it. `obstacle` is checked again after both. `show` is awaited before the windows freeze.
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
    if (!(await ports.backUp())) return 'update-backup-failed';
    // As late as possible: a backup gives time to exchange the file.
    const signed = await ports.installers.check(change.to);
    if (!signed) return 'update-file-changed';
    const since = obstacle();
    if (since) return since;
    recordBegin(ports, change);
    if (!(await run(ports, change, signed, show))) return 'update-not-installed';
    ports.runner.leave();
    return null;
  };
  const refusal = await ports.alone(async () => ({ why: await install() }));
  return refusal === null ? 'settings-changing' : refusal.why;
};
