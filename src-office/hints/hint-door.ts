/** Where the gateway notifies the office; its address is typed into the site's dashboard as NotificationURL. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addressOf, peerOf } from '../doors/caller.ts';
import { credentialLimiter } from '../doors/credential-limiter.ts';
import { retryAfter } from '../doors/rate-limit.ts';
import type { Basic, Gateway } from './gateways.ts';
import { gatewaysOf, readBasic } from './gateways.ts';
import { readNotification } from './notification.ts';
import type { HintParts } from './take-notification.ts';
import { notificationTaker } from './take-notification.ts';

export const NOTIFICATION_PATH = '/globalpay/notifications';

/** The longest known has 3 kB. */
const MAX_BYTES = 64 * 1024;

const hashOf = (header: string | undefined): string =>
  createHash('sha256')
    .update(header ?? '')
    .digest('hex');

const wrong = (context: Context): Response =>
  context.body(null, 401, { 'WWW-Authenticate': 'Basic realm="GlobalPay"' });

/**
 * POST a notification → 204 once it is stored; after any other answer the gateway sends it again. 401 for wrong
 * credentials, 429 for too many, 400 for anything that is not a notification, 413 if it is too long.
 */
export const hintDoor = (parts: HintParts): Hono => {
  const take = notificationTaker(parts);
  const credentials = credentialLimiter<'unknown'>(parts.outside);
  const checked = (context: Context, shown: Basic) => {
    const address = addressOf(peerOf(context), context.req.raw.headers);
    const attempt = { address, name: shown.siteId, hash: hashOf(context.req.header('authorization')) };
    return credentials.check<readonly Gateway[]>(attempt, async () => {
      const right = await gatewaysOf(parts.database, shown);
      return right.length > 0 ? { right } : { wrong: 'unknown' };
    });
  };
  const app = new Hono();
  app.post(
    NOTIFICATION_PATH,
    bodyLimit({ maxSize: MAX_BYTES, onError: (context) => context.body(null, 413) }),
    async (context) => {
      const shown = readBasic(context.req.header('authorization'));
      if (!shown) return wrong(context);
      const gateways = await checked(context, shown);
      if ('waitMs' in gateways) return context.body(null, 429, retryAfter(gateways.waitMs));
      if ('wrong' in gateways) return wrong(context);
      // Nothing, if the connection is lost before all of it came.
      const text = (await context.req.text().catch(() => '')).replaceAll('\0', '');
      const notification = readNotification(text);
      if (!notification) return context.body(null, 400);
      for (const gateway of gateways.right) await take(gateway, notification, text);
      return context.body(null, 204);
    },
  );
  return app;
};
