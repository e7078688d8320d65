/** Checks the tills, in the process whose turn it is, and sends alerts for what it finds. */
import type { Database } from '../database/database.ts';
import { noteTurn, takeTurn, turnAt } from '../database/turns.ts';
import { workOutAgain } from '../journal/again/due-again.ts';
import type { Outside } from '../outside.ts';
import { forgetOldNotifications } from '../hints/take-notification.ts';
import { forgetEndedSessions } from '../people/sessions.ts';
import { forgetOldTries } from '../people/lockout.ts';
import { forgetEnded, keepAlerts } from './alert-rows.ts';
import { findAlerts } from './find-alerts.ts';
import type { SendAlert } from './webhook.ts';
import { sendDueAlerts } from './webhook.ts';

export const WATCH_INTERVAL_MS = 15_000;
const AWAY_AFTER = 2 * 60_000;
const TIDY_EVERY = 3_600_000;
const ENDED_KEPT = 30 * 24 * 3_600_000;

export interface WatchParts {
  readonly db: Database;
  readonly outside: Outside;
  /** Null if no webhook is wanted. */
  readonly send: SendAlert | null;
  /** Called with each unexpected error. */
  readonly report: (error: unknown) => void;
}

/**
 * Since when tills can reach the office. Where no process has checked since `last`, none was running: tills were not silent
 * then. Nor may a clock that was ahead keep them from being silent until it is that late.
 */
const listeningAt = async (db: Database, last: number, now: number): Promise<number> => {
  const noted = await turnAt(db, 'listening');
  if (last >= now - AWAY_AFTER && noted <= now) return noted;
  await noteTurn(db, 'listening', now);
  return now;
};

/** Call every `WATCH_INTERVAL_MS` ms. What goes wrong with one part of it keeps none of the others. */
export const watchTills = async ({ db, outside, send, report }: WatchParts): Promise<void> => {
  const now = outside.now();
  // A little less than the interval of each process's timer, so that none narrowly misses its turn.
  const last = await takeTurn(db, 'alerts', WATCH_INTERVAL_MS * 0.9, now);
  if (last !== undefined) {
    const listeningSince = await listeningAt(db, last, now);
    await workOutAgain(db, report).catch(report);
    const look = async (): Promise<void> => {
      const seen = await findAlerts(db, { now, listeningSince }, report);
      await db.transaction((statements) => keepAlerts(statements, seen, now));
    };
    await look().catch(report);
  }
  if (send) await sendDueAlerts(db, send, outside).catch(report);
  if ((await takeTurn(db, 'tidying', TIDY_EVERY, now)) === undefined) return;
  const tidying = [
    forgetEnded(db, now - ENDED_KEPT),
    forgetOldNotifications(db, now),
    forgetEndedSessions(db, now),
    forgetOldTries(db, now),
  ];
  await Promise.all(tidying.map((one) => one.catch(report)));
};
