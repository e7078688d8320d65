/** Everything that browsers can request. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { openNow } from '../../figures/now/now.ts';
import { TooBusy } from '../../people/passwords.ts';
import { figureRoutes } from './routes/figure-routes.ts';
import { addRoutes, callerAddress, callerIsSecure } from './guard.ts';
import { securityHeaders } from './headers.ts';
import type { LiveParts } from './live.ts';
import { addLive } from './live.ts';
import { addPage } from './page-files.ts';
import { gatewayRoutes } from './routes/gateway-routes.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { rateLimit } from '../rate-limit.ts';
import { refused, tooMany } from './routes/route.ts';
import { addSignIn, ownRoutes } from './routes/sign-in-routes.ts';
import type { TillParts } from './routes/till-routes.ts';
import { tillRoutes } from './routes/till-routes.ts';

export interface PageParts extends TillParts, Omit<LiveParts, 'now'> {
  /** The folder of the built page. */
  readonly page: string;
}

const MAX_BYTES = 64 * 1024;
/** Requests per minute from one address, including the page's own files. Everybody in a shop shares one address. */
const MAX_PER_MINUTE = 600;
/** How long checking the passwords in the queue takes. */
const BUSY_MS = 10_000;

export const officePage = async (parts: PageParts): Promise<Hono> => {
  const app = new Hono();
  const figures = { ...parts, now: openNow(parts.db) };
  const asked = rateLimit(parts.outside, MAX_PER_MINUTE);
  app.use(securityHeaders((c) => callerIsSecure(parts, c)));
  app.use(async (c: Context, next) => {
    const waitMs = asked.take(callerAddress(parts, c));
    return waitMs > 0 ? tooMany(c, waitMs) : next();
  });
  app.use('/api/*', bodyLimit({ maxSize: MAX_BYTES, onError: (c) => refused(c, 'tooLong') }));
  app.onError((error, c) => {
    if (error instanceof TooBusy) return tooMany(c, BUSY_MS);
    parts.log(error);
    return c.json({ why: 'error' }, 500);
  });
  addSignIn(app, parts);
  addRoutes(app, parts, [
    ...ownRoutes(parts),
    ...figureRoutes(figures),
    ...tillRoutes(parts),
    ...gatewayRoutes(parts),
    ...peopleRoutes(parts),
  ]);
  addLive(app, figures);
  app.all('/api/*', (c) => refused(c, 'unknown'));
  await addPage(app, parts.page);
  return app;
};
