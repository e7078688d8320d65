import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Disruption } from '#simulator/faults.ts';
import type { Answer } from './answer.ts';

export type Wire = Context<{ Bindings: HttpBindings }>;

/** Sends an answer as GlobalPay does: JSON with its charset named. */
export function deliver(c: Wire, answer: Answer): Response {
  return c.body(JSON.stringify(answer.body), answer.status, JSON_TYPE);
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Breaks the answer in the given way. */
export async function disrupt(c: Wire, disruption: Disruption, answer: Answer): Promise<Response> {
  switch (disruption.kind) {
    case 'drop':
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      await pause(c, Infinity);
      return RESPONSE_ALREADY_SENT;
    case 'garble': {
      const text = JSON.stringify(answer.body);
      return c.body(text.slice(0, text.length / 2), answer.status, JSON_TYPE);
    }
    case 'replace':
      return c.body(disruption.body, disruption.status, { ...disruption.headers });
    default:
      return disruption satisfies never;
  }
}

/** Waits `ms`, or until the client or the simulator closes the connection: no timer outlives its request. */
export function pause(c: Wire, ms: number): Promise<void> {
  const { outgoing } = c.env;
  if (ms === 0 || outgoing.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = ms === Infinity ? undefined : setTimeout(resolve, ms);
    outgoing.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
