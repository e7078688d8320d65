import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';

const { anchor: WITHIN_MS } = PACE.journalCare;

export interface AnchoredJournalPorts {
  readonly journal: OpenJournal;
  readonly anchor: JournalAnchor;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AnchoredJournal {
  /** The journal; rows written through it are anchored within seconds. */
  readonly journal: OpenJournal;
  /** Anchors the end now, as at each checkpoint. */
  move(): void;
  /** Stops: a damaged journal must not look sound at the next start. */
  distrust(): void;
  /**
   * Resolves once the last anchor, such as that of the signature at the close, is on disk, or after ten seconds. Never
   * rejects.
   */
  close(): Promise<void>;
}

/** Moves the anchor only once the rows are on disk: a power cut leaves it a little behind, never ahead. */
export const anchorJournal = ({ journal, anchor, clock, log }: AnchoredJournalPorts): AnchoredJournal => {
  const alarm = new Alarm(clock);
  let trusted = true;
  let isDue = false;
  const move = (): void => {
    alarm.cancel();
    isDue = false;
    try {
      if (trusted) anchor.move(journal.reach());
    } catch (error) {
      log.error('the journal could not be anchored', { error });
    }
  };
  return {
    journal: aroundWrites(journal, (write) => {
      const written = write();
      if (!isDue) alarm.setIn(WITHIN_MS, move);
      isDue = true;
      return written;
    }),
    move,
    distrust: () => void (trusted = false),
    close: async () => {
      // A locked key ring may be waiting for a person; the journal does not stay locked with it.
      const waited = new Promise<void>((resolve) => alarm.setIn(WITHIN_MS, resolve));
      await Promise.race([anchor.settled(), waited]).finally(() => alarm.cancel());
    },
  };
};
