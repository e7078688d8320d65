import type { Clock, Log } from '#services/ports.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';

const EVERY_EVENTS = 100;

export interface CheckpointKeeperPorts {
  readonly journal: OpenJournal;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
}

export interface CheckpointKeeper {
  /** The journal; every hundredth event written through it is signed. */
  readonly journal: OpenJournal;
  /** Stops signing: a damaged journal must not look sound at the next start. */
  distrust(): void;
  /** Signs a last time; the journal may be closed after it. */
  close(): void;
}

/** Signs the journal's end every hundred events, at the end of each day and at the close. */
export const keepCheckpoints = (ports: CheckpointKeeperPorts): CheckpointKeeper => {
  const { journal, checkpoints, clock, log } = ports;
  let signed = checkpoints.latest()?.sequence ?? 0;
  let trusted = true;
  let cancelWake = (): void => undefined;

  /** A disk too full for a signature must not stop a payment. */
  const sign = (atLeast: number): void => {
    try {
      const head = journal.head();
      if (!trusted || head.sequence < signed + atLeast) return;
      checkpoints.sign(head, clock.now());
      signed = head.sequence;
    } catch (error) {
      log.error('the journal could not be signed', { error });
    }
  };
  const wakeAtMidnight = (): void => {
    cancelWake = clock.wakeAt(clock.nextMidnight(clock.now()), () => {
      sign(1);
      wakeAtMidnight();
    });
  };

  wakeAtMidnight();
  return {
    journal: aroundWrites(journal, (write) => {
      const written = write();
      sign(EVERY_EVENTS);
      return written;
    }),
    distrust: () => void (trusted = false),
    close: () => {
      cancelWake();
      sign(1);
    },
  };
};
