/** Where the gateway notifies the office; its address is typed into the site's dashboard as NotificationURL. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addressOf, peerOf } from '../doors/caller.ts';
import { rateLimit } from '../doors/owner/rate-limit.ts';
import { gatewaysOf, readBasic } from './gateways.ts';
import { readNotification } from './notification.ts';
import type { HintParts } from './take-notification.ts';
import { notificationTaker } from './take-notification.ts';

export const NOTIFICATION_PATH = '/globalpay/notifications';

/** The longest known has 3 kB. */
const MOST_BYTES = 64 * 1024;
/** Requests of one address with wrong credentials, in a minute. */
const MOST_WRONG = 60;

/**
 * POST a notification → 204 once it is kept; whoever gets anything else sends it again. 401 for wrong credentials, 400 for
 * what is none, 413 for what is too long.
 */
export const hintDoor = (parts: HintParts): Hono => {
  const take = notificationTaker(parts);
  const mayBeWrong = rateLimit(parts.outside, MOST_WRONG);
  const wrong = (context: Context): Response => {
    if (!mayBeWrong(addressOf(peerOf(context), context.req.raw.headers))) return context.body(null, 429);
    return context.body(null, 401, { 'WWW-Authenticate': 'Basic realm="GlobalPay"' });
  };
  const app = new Hono();
  app.post(
    NOTIFICATION_PATH,
    bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.body(null, 413) }),
    async (context) => {
      const shown = readBasic(context.req.header('authorization'));
      const gateways = shown ? await gatewaysOf(parts.database, shown) : [];
      if (gateways.length === 0) return wrong(context);
      const text = (await context.req.text()).replaceAll('\0', '');
      const notification = readNotification(text);
      if (!notification) return context.body(null, 400);
      for (const gateway of gateways) await take(gateway, notification, text);
      return context.body(null, 204);
    },
  );
  return app;
};
