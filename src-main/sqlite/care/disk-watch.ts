import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';

export interface DiskWatchPorts {
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly log: Log;
  /** The disk refused to take something, or takes again. */
  readonly onChange: () => void;
}

export interface DiskWatch {
  /** The journal; every writing through it says how the disk is. */
  readonly journal: OpenJournal;
  /** What kept the last writing from the disk; null when nothing did. */
  trouble(): DiskTrouble | null;
  stop(): void;
}

/** Knows whether the disk takes what is written, and after a refusal tries every two seconds until it does again. */
export const watchDisk = ({ journal, clock, log, onChange }: DiskWatchPorts): DiskWatch => {
  let trouble: DiskTrouble | null = null;
  let callOff = (): void => undefined;

  const became = (now: DiskTrouble | null): void => {
    if (now === trouble) return;
    trouble = now;
    if (now === null) log.info('the disk takes the journal again');
    else log.error('the disk does not take the journal', { trouble: now });
    onChange();
  };
  const seen = <T>(write: () => T): T => {
    try {
      const written = write();
      // An event that did not apply was not written and says nothing about the disk.
      if (written !== undefined) {
        callOff();
        became(null);
      }
      return written;
    } catch (error) {
      if (error instanceof DiskFailed) {
        tryLater();
        became(error.trouble);
      }
      throw error;
    }
  };
  const tryLater = (): void => {
    callOff();
    callOff = clock.wakeAt(clock.now() + PACE.retryAfterFault, () => {
      try {
        seen(() => {
          journal.touch();
          return true;
        });
      } catch (error) {
        if (!(error instanceof DiskFailed)) log.error('the disk could not be tried', { error });
      }
    });
  };

  return {
    journal: aroundWrites(journal, seen),
    trouble: () => trouble,
    stop: () => callOff(),
  };
};
