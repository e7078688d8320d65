/**
 * A new version has to show its first screen. The previous version noted that it was installed. Each start of the new
 * one is counted before anything else happens, and the note is removed once the till is on the screen. After too many
 * starts, the previous version is installed again from its stored installer, but only if the journal also says that the
 * update has begun: a person who has the data folder could write the note to get an old version with known faults
 * installed.
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
  /** Whether a journal says that this update has begun, and does not show that the new version has opened it since. */
  readonly isBegun: (update: Pick<BegunUpdate, 'from' | 'to'>) => Promise<boolean>;
  readonly log: Log;
}

/**
 * The note is written before the installer runs, since that may end this program. Windows' installer may still fail then:
 * until the version before has started, the update counts as begun, and the next start of this one tries again.
 */
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
  note.write({ ...noted, failed: [...new Set([...noted.failed, to])], untold });
  if (await runner.run(signed, true)) {
    runner.leave();
    return true;
  }
  log.error('the version before could not be installed again', { from, to });
  note.write(noted);
  return false;
};

type Untold = NonNullable<NotedUpdate['untold']>;

/** What became of an update over which the version before runs again. */
const outcomeOf = ({ from, to }: BegunUpdate, untold: Untold | null): Untold =>
  untold?.how === 'rolled-back' && untold.from === to && untold.to === from
    ? untold
    : { how: 'update-failed', from: to, to: from };

/** Call it before anything else. True if this start is over because the previous version takes its place. */
export const countStart = async (ports: FirstScreenPorts): Promise<boolean> => {
  const { note, running } = ports;
  const noted = note.read();
  const { begun } = noted;
  if (!begun) return false;
  if (begun.to !== running) {
    const untold = outcomeOf(begun, noted.untold);
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

/** Adds a start that is not over to the count, or removes it again. */
export const countMore = (note: UpdateNote, by: 1 | -1): void => {
  const noted = note.read();
  const { begun } = noted;
  if (begun) note.write({ ...noted, begun: { ...begun, starts: Math.max(0, begun.starts + by) } });
};

const FAULTS = {
  'update-failed': 'update-not-installed',
  'rolled-back': 'update-rolled-back',
} as const satisfies Record<string, UpdateFault>;

/** Whether the note follows from what the journal knows; only then it counts. */
const followsFrom = (
  journal: Pick<ActivityJournal, 'lastRecord'>,
  { from, to }: Pick<Untold, 'from' | 'to'>,
): boolean => {
  const last = journal.lastRecord('program-changed', () => undefined)?.record;
  return last?.how === 'update' && last.from === to && last.to === from;
};

/**
 * The till is on the screen and its journal is open, so the new version stays. Records what happened while no journal
 * was open, and returns the fault to show, if any.
 */
export const reachFirstScreen = (
  { note, running }: Pick<FirstScreenPorts, 'note' | 'running'>,
  journal: Pick<ActivityJournal, 'record' | 'lastRecord'>,
  clock: Pick<Clock, 'now'>,
): UpdateFault | null => {
  const noted = note.read();
  const { untold, begun } = noted;
  const outcome = untold?.to === running && followsFrom(journal, untold) ? untold : null;
  if (outcome)
    journal.record({ type: 'program-changed', by: null, approvedBy: null, ...outcome }, clock.now());
  if (untold ?? begun) note.write({ ...noted, begun: null, untold: null });
  return outcome && FAULTS[outcome.how];
};
