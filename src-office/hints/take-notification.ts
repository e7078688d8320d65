/** Turns a notification into a hint to the till, and keeps it for a while. */
import { createHash } from 'node:crypto';
import type { Database, Statements } from '../database/database.ts';
import type { Streams } from '../doors/till/streams.ts';
import type { Outside } from '../outside.ts';
import type { Gateway } from './gateways.ts';
import type { Notification } from './notification.ts';
import { isLookedUp } from './notification.ts';
import { stationsOf } from './stations-of.ts';

/** How long GlobalPay repeats one; ms. */
const KEPT = 7 * 24 * 3_600_000;

export interface HintParts {
  readonly database: Database;
  readonly outside: Outside;
  readonly streams: Pick<Streams, 'publish'>;
}

export const forgetOldNotifications = async ({ query }: Statements, now: number): Promise<void> => {
  await query('DELETE FROM notifications WHERE received_at < $1', [now - KEPT]);
};

export const notificationTaker = ({ database, outside, streams }: HintParts) => {
  const keep = async ({ gateway }: Gateway, notification: Notification, text: string): Promise<void> => {
    const now = outside.now();
    const { type, reference } = notification;
    await database.query(
      `INSERT INTO notifications (notification, gateway, received_at, type, reference, body)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [
        createHash('sha256').update(`${gateway}\n${text}`).digest('hex'),
        gateway,
        now,
        type,
        reference,
        isLookedUp(notification) ? null : text,
      ],
    );
    await database.query('UPDATE gateways SET heard_at = $2 WHERE gateway = $1', [gateway, now]);
  };

  /** The till is told first, because people there are waiting for it. */
  return async (gateway: Gateway, notification: Notification, text: string): Promise<void> => {
    const { reference } = notification;
    const stations = reference === null ? [] : await stationsOf(database, reference, gateway);
    await Promise.all(
      stations.map((station) => streams.publish(station, { type: 'hint', reference: reference ?? '' })),
    );
    await keep(gateway, notification, text);
  };
};
