import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';

export interface DiskWatchPorts {
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when writing to the disk has failed, or works again. */
  readonly onChange: () => void;
}

export interface DiskWatch {
  /** The journal; every write through it shows whether the disk works. */
  readonly journal: OpenJournal;
  /** Why the last write failed; null if it did not. */
  trouble(): DiskTrouble | null;
  /** After a failure: tries a write now. */
  tryAgain(): void;
  stop(): void;
}

/** Tracks whether the journal can be written; after a failure it tries every two seconds until it can again. */
export const watchDisk = ({ journal, clock, log, onChange }: DiskWatchPorts): DiskWatch => {
  let trouble: DiskTrouble | null = null;
  const alarm = new Alarm(clock);

  const setTrouble = (now: DiskTrouble | null): void => {
    if (now === trouble) return;
    trouble = now;
    if (now === null) log.info('the journal can be written again');
    else log.error('the journal cannot be written', { trouble: now });
    onChange();
  };
  const watched = <T>(write: () => T): T => {
    try {
      const written = write();
      // An event that did not apply was not written and shows nothing about the disk.
      if (written !== undefined) {
        alarm.cancel();
        setTrouble(null);
      }
      return written;
    } catch (error) {
      if (error instanceof DiskFailed) {
        tryLater();
        setTrouble(error.trouble);
      }
      throw error;
    }
  };
  const tryNow = (): void => {
    try {
      watched(() => {
        journal.touch();
        return true;
      });
    } catch (error) {
      if (!(error instanceof DiskFailed)) log.error('the trial write failed', { error });
    }
  };
  const tryLater = (): void => alarm.setIn(PACE.retryAfterFault, tryNow);

  return {
    journal: aroundWrites(journal, watched),
    trouble: () => trouble,
    tryAgain: () => {
      if (trouble !== null) tryNow();
    },
    stop: () => alarm.cancel(),
  };
};
