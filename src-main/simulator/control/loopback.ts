import type { App } from '#simulator/api/routes.ts';
import { problem } from '#simulator/api/answer.ts';
import { deliver } from '#simulator/api/deliver.ts';
import type { Wire } from '#simulator/api/deliver.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a Host, "name:port", names this machine. */
function isLoopback(host: string): boolean {
  const address = `http://${host}`;
  return URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname);
}

/**
 * Refuses what a web page could make a browser send here: a foreign Host means that a name was pointed at this machine
 * (DNS rebinding); an Origin other than the simulator's own means that somebody else's page uses it, even if that page
 * is on this computer.
 */
export function refuseForeign(app: App): void {
  app.use('*', async (c: Wire, next) => {
    const host = c.req.header('host') ?? '';
    const origin = c.req.header('origin');
    if (isLoopback(host) && (origin === undefined || origin === `http://${host}`)) return next();
    c.header('connection', 'close');
    return deliver(c, problem(403, 'Only this machine may talk to the simulator.'));
  });
}
