/** Sends each alert to another program, and repeats it until it has been accepted. */
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { holdTurn } from '../database/turns.ts';
import type { Outside } from '../outside.ts';
import { ALERT_KINDS } from '../views/alert-views.ts';

/** What is sent, as JSON. `id` stays the same if the same alert is sent again, for example after a lost answer. */
export interface WebhookAlert {
  readonly id: string;
  readonly kind: (typeof ALERT_KINDS)[number];
  readonly store: string;
  readonly storeName: string;
  readonly station: string;
  readonly stationName: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly detail: string | null;
}

/** Resolves to whether it was accepted. Never rejects. */
export type SendAlert = (alert: WebhookAlert) => Promise<boolean>;

/** The waits after each try; the last one repeats until the alert ends. */
const WAITS = [30_000, 2 * 60_000, 10 * 60_000, 3_600_000] as const;
/** Longer than any try takes: for this long the alert belongs to this process. */
const CLAIM_LIFETIME_MS = 60_000;
const AT_ONCE = 10;
/** How long one process goes on sending, so that it soon looks at the tills again; ms. */
const SENDING_MS = 15_000;

const claimed = z.object({
  station: z.string(),
  kind: z.enum(ALERT_KINDS),
  since: z.int(),
  detail: z.string().nullable(),
  tries: z.int(),
  name: z.string(),
  store: z.string(),
  store_name: z.string(),
});
type Claimed = z.infer<typeof claimed>;

/** If several processes claim, the second waits for the first and then sees which alerts are still due. */
const claim = (db: Database, now: number): Promise<readonly Claimed[]> =>
  db.transaction(async (statements) => {
    await holdTurn(statements, 'sending alerts');
    const due = await statements.query(
      `SELECT station, kind, since, tries FROM alerts
       WHERE told_at IS NULL AND ended_at IS NULL AND (next_at <= $1 OR next_at > $2)
       ORDER BY next_at, station, kind, since LIMIT ${String(AT_ONCE)}`,
      // A clock that was ahead must not keep them until it is that late.
      [now, now + WAITS[3]],
    );
    const all: Claimed[] = [];
    for (const { station, kind, since } of due.map((one) =>
      claimed.pick({ station: true, kind: true, since: true }).parse(one),
    )) {
      const key = [station, kind, since];
      await statements.query(
        'UPDATE alerts SET next_at = $4, tries = tries + 1 WHERE station = $1 AND kind = $2 AND since = $3',
        [...key, now + CLAIM_LIFETIME_MS],
      );
      const rows = await statements.query(
        `SELECT a.station, a.kind, a.since, a.detail, a.tries, s.name, s.store, t.name AS store_name
         FROM alerts a JOIN stations s ON s.station = a.station JOIN stores t ON t.store = s.store
         WHERE a.station = $1 AND a.kind = $2 AND a.since = $3`,
        key,
      );
      all.push(...rows.map((one) => claimed.parse(one)));
    }
    return all;
  });

const messageOf = ({ station, kind, since, detail, name, store, store_name }: Claimed): WebhookAlert => ({
  id: `${station}-${kind}-${String(since)}`,
  kind,
  store,
  storeName: store_name,
  station,
  stationName: name,
  since: new Date(since).toISOString(),
  detail,
});

/** Sends some of the alerts that are due; whether there may be more, and they would be accepted. */
const sendSome = async (db: Database, send: SendAlert, outside: Pick<Outside, 'now'>): Promise<boolean> => {
  const due = await claim(db, outside.now());
  const taken = await Promise.all(
    due.map(async (one) => {
      const isTaken = await send(messageOf(one));
      const key = [one.station, one.kind, one.since];
      const now = outside.now();
      if (isTaken)
        await db.query('UPDATE alerts SET told_at = $4 WHERE station = $1 AND kind = $2 AND since = $3', [
          ...key,
          now,
        ]);
      else
        await db.query('UPDATE alerts SET next_at = $4 WHERE station = $1 AND kind = $2 AND since = $3', [
          ...key,
          now + (WAITS[one.tries - 1] ?? WAITS[3]),
        ]);
      return isTaken;
    }),
  );
  return due.length === AT_ONCE && !taken.includes(false);
};

/** Sends the alerts that are due: all of them if they are accepted, as when a chain's tills lose their network at once. */
export const sendDueAlerts = async (
  db: Database,
  send: SendAlert,
  outside: Pick<Outside, 'now'>,
): Promise<void> => {
  const until = outside.now() + SENDING_MS;
  while ((await sendSome(db, send, outside)) && outside.now() < until);
};
