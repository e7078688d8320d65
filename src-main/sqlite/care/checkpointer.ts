import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { aroundWrites } from '#sqlite/journal.ts';

const EVERY_EVENTS = 100;

export interface CheckpointerPorts {
  readonly journal: OpenJournal;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after each signature, once it is on disk. */
  readonly onSigned: () => void;
}

export interface Checkpointer {
  /** The journal; every hundredth event written through it is signed. */
  readonly journal: OpenJournal;
  /** When the end was last signed; epoch ms, null before the first time. */
  signedAt(): number | null;
  /** Stops signing: a damaged journal must not look sound at the next start. */
  distrust(): void;
  /** Signs a last time; the journal may be closed after it. */
  close(): void;
}

/** Signs the journal's end every hundred events, at the end of each day and at the close. */
export const openCheckpointer = (ports: CheckpointerPorts): Checkpointer => {
  const { journal, checkpoints, clock, log, onSigned } = ports;
  const latest = checkpoints.latest();
  let signed = latest?.sequence ?? 0;
  let signedAt = latest?.at ?? null;
  let trusted = true;
  const alarm = new Alarm(clock);

  /** A disk too full for a signature must not stop a payment. */
  const sign = (atLeast: number): void => {
    try {
      const head = journal.head();
      if (!trusted || head.sequence < signed + atLeast) return;
      const now = clock.now();
      checkpoints.sign(head, now);
      signed = head.sequence;
      signedAt = now;
      onSigned();
    } catch (error) {
      log.error('the journal could not be signed', { error });
    }
  };
  const wakeAtMidnight = (): void => {
    alarm.setAt(clock.nextMidnight(clock.now()), () => {
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
    signedAt: () => signedAt,
    distrust: () => void (trusted = false),
    close: () => {
      alarm.cancel();
      sign(1);
    },
  };
};
