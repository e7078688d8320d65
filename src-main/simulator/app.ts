import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { NOT_FOUND, problem } from './api/answer.ts';
import { deliver } from './api/deliver.ts';
import { serveApi } from './api/routes.ts';
import type { App } from './api/routes.ts';
import { refuseForeign } from './control/loopback.ts';
import { refuseLarge } from './control/refuse-large.ts';
import { serveControl } from './control/routes.ts';
import { serveHostedPages } from './hosted/routes.ts';
import type { Site } from './site.ts';

/**
 * The API, hosted pages and control calls of one site. A trailing slash in a path changes nothing. A request from a
 * foreign page is refused before a byte of its body is read or kept.
 */
export function siteApp(site: Site, reset: () => void): App {
  const app: App = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  refuseForeign(app);
  refuseLarge(app);
  app.use('*', async (c, next) => {
    if (!c.req.path.startsWith('/__control')) {
      const { pathname, search } = new URL(c.req.url);
      const request = {
        at: site.now(),
        method: c.req.method,
        path: pathname + search,
        headers: c.req.header(),
      };
      site.traffic.add(request, await c.req.text());
    }
    await next();
    // From the site's clock, so that a client that measures clock skew finds Date and Created in step.
    c.header('date', new Date(site.now()).toUTCString());
  });
  serveApi(app, site);
  serveHostedPages(app, site);
  serveControl(app, site, reset);
  app.notFound((c) => deliver(c, NOT_FOUND));
  app.onError((_error, c) => deliver(c, problem(500, 'An error has occurred.')));
  return app;
}
