/** The owner's page during the pushes: its data are requested over HTTP by a person who is signed in. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Latencies } from './latencies.ts';

const POLL_INTERVAL_MS = 1_000;
const JSON_HEADERS = { 'content-type': 'application/json' };

/** Makes the first account; returns the cookie of its session. */
export const signIn = async (url: string, code: string): Promise<string> => {
  const answer = await fetch(`${url}/api/first`, {
    method: 'POST',
    headers: JSON_HEADERS,
    body: JSON.stringify({ code, name: 'Owner', password: 'made up for the load' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0];
  if (!answer.ok || cookie === undefined) throw new Error(`The office answers ${answer.status}`);
  return cookie;
};

export const viewUntil = async (
  url: string,
  cookie: string,
  isOver: () => boolean,
  viewed: Latencies,
): Promise<void> => {
  while (!isOver()) {
    await viewed.of(async () => {
      const answer = await fetch(`${url}/api/now`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`The office answers ${answer.status}`);
      await answer.arrayBuffer();
    });
    await wait(POLL_INTERVAL_MS);
  }
};
