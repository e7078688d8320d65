import type { App } from '#simulator/api/routes.ts';
import { problem } from '#simulator/api/answer.ts';
import { deliver } from '#simulator/api/deliver.ts';
import type { Wire } from '#simulator/api/deliver.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether an address ("host:port" or a whole origin) names this machine. */
function isLoopback(address: string): boolean {
  const url = address.includes('://') ? address : `http://${address}`;
  return URL.canParse(url) && LOOPBACK.includes(new URL(url).hostname);
}

/**
 * Refuses what a web page could make a browser send here: a foreign Host means that its name was pointed at this
 * machine (DNS rebinding), a foreign Origin that a page elsewhere uses the control calls, which need no credentials.
 */
export function refuseNonLocal(app: App): void {
  app.use('*', async (c: Wire, next) => {
    const host = c.req.header('host') ?? '';
    const origin = c.req.path.startsWith('/__control') ? c.req.header('origin') : undefined;
    if (isLoopback(host) && (origin === undefined || isLoopback(origin))) return next();
    return deliver(c, problem(403, 'Only this machine may talk to the simulator.'));
  });
}
