/**
 * A new version has to show its first screen. The version before noted that it was installed; each start of the new one
 * is counted before anything else is done, and the note removed once the till is there. After too many starts the
 * version before is installed again from the file that was kept of it, if the journal says, too, that the update has begun:
 * whoever has the data folder can write the note, and would have an old version with known faults installed.
 */
import { PACE } from '#domain/pace.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { BegunUpdate, InstallerRun, Installers, NotedUpdate, UpdateNote } from './update-ports.ts';

export interface FirstScreenPorts {
  readonly note: UpdateNote;
  readonly installers: Pick<Installers, 'check'>;
  readonly runner: InstallerRun;
  readonly running: string;
  /** Whether a journal says that this update has begun, and nothing of the new version's having opened it since. */
  readonly isBegun: (update: Pick<BegunUpdate, 'from' | 'to'>) => Promise<boolean>;
  readonly log: Log;
}

/** Written before the installer runs, which may end this program. */
const rollBack = async (ports: FirstScreenPorts, { from, to }: BegunUpdate): Promise<boolean> => {
  const { note, installers, runner, log } = ports;
  const signed = await installers.check(from);
  if (!signed) {
    log.error('the new version does not start, and the installer of the one before is not here', {
      from,
      to,
    });
    return false;
  }
  const noted = note.read();
  const untold = { how: 'rolled-back', from: to, to: from } as const;
  note.write({ ...noted, begun: null, failed: [...noted.failed, to], untold });
  if (await runner.run(signed, true)) {
    runner.leave();
    return true;
  }
  log.error('the version before could not be installed again', { from, to });
  note.write(noted);
  return false;
};

/** To be called first of all; true where this start is over, because the version before takes its place. */
export const countStart = async (ports: FirstScreenPorts): Promise<boolean> => {
  const { note, running } = ports;
  const noted = note.read();
  const { begun } = noted;
  if (!begun) return false;
  if (begun.to !== running) {
    const untold = { how: 'update-failed', from: begun.to, to: begun.from } as const;
    note.write({ ...noted, begun: null, ...(begun.from === running && { untold }) });
    return false;
  }
  const counted = { ...begun, starts: begun.starts + 1 };
  note.write({ ...noted, begun: counted });
  if (counted.starts <= PACE.updates.failedStarts) return false;
  if (await ports.isBegun(counted)) return rollBack(ports, counted);
  ports.log.error('no journal says that this update has begun: nothing is rolled back', { ...counted });
  return false;
};

/** Counts a start that is not over, or takes it back. */
export const countMore = (note: UpdateNote, by: 1 | -1): void => {
  const noted = note.read();
  const { begun } = noted;
  if (begun) note.write({ ...noted, begun: { ...begun, starts: Math.max(0, begun.starts + by) } });
};

const FAULTS = {
  'update-failed': 'update-not-installed',
  'rolled-back': 'update-rolled-back',
} as const satisfies Record<string, UpdateFault>;

type Untold = NonNullable<NotedUpdate['untold']>;

/** The note counts where it goes on from what the journal knows. */
const followsFrom = (
  journal: Pick<ActivityJournal, 'lastRecord'>,
  { from, to }: Pick<Untold, 'from' | 'to'>,
): boolean => {
  const last = journal.lastRecord('program-changed')?.record;
  return last?.how === 'update' && last.from === to && last.to === from;
};

/**
 * The till is on the screen and its journal open: the new version stays. Records what happened while no journal was
 * open, and returns what is to be said about it.
 */
export const reachFirstScreen = (
  { note, running }: Pick<FirstScreenPorts, 'note' | 'running'>,
  journal: Pick<ActivityJournal, 'record' | 'lastRecord'>,
  clock: Pick<Clock, 'now'>,
): UpdateFault | null => {
  const noted = note.read();
  const { untold, begun } = noted;
  const told = untold?.to === running && followsFrom(journal, untold) ? untold : null;
  if (told) journal.record({ type: 'program-changed', by: null, approvedBy: null, ...told }, clock.now());
  if (untold ?? begun) note.write({ ...noted, begun: null, untold: null });
  return told && FAULTS[told.how];
};
