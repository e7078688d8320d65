/**
 * The figures as they change, by server-sent events. One process asks the database once a second for all browsers that
 * are connected to it, and sends the figures again only when some till has said or pushed anything.
 */
import type { Context, Hono } from 'hono';
import type { SSEStreamingApi } from 'hono/streaming';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { NowFigures } from '../../figures/now/now.ts';
import { remembered } from '../../figures/remembered.ts';
import { may, scopeOf } from '../../people/may.ts';
import type { Session } from '../../people/sessions.ts';
import type { GuardParts } from './guard.ts';
import { notSignedIn, sessionOf } from './guard.ts';
import { refused } from './routes/route.ts';

/** Hours, silent tills and the comparison change without any push. */
const AT_LEAST_EVERY = 15_000;
/** More at once would be one person's forgotten pages, or worse. */
const MOST_STREAMS = 10;
const LOOK_EVERY = 1_000;

const mark = z.object({ count: z.int(), last: z.int().nullable() });

/** Waits so many ms; sooner where the signal ends it. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export interface LiveParts extends GuardParts {
  readonly now: NowFigures;
  /** Told of what nobody expected; what is thrown never has a password or a token in it. */
  readonly log: (error: unknown) => void;
  readonly pause: Pause;
}

/** Changes whenever a till pushed, spoke or gave an alert. */
const readMark = async ({ db, now: figures }: LiveParts, now: number): Promise<string> => {
  const version = await figures.version(now);
  const [row] = await db.query(
    'SELECT count(*) AS count, max(found_at) AS last FROM alerts WHERE ended_at IS NULL',
  );
  const { count, last } = mark.parse(row);
  return [version, count, last].join(' ');
};

export const addLive = (app: Hono, parts: LiveParts): void => {
  const { outside, pause } = parts;
  const remember = remembered(LOOK_EVERY / 2);
  const streams = new Map<string, number>();

  const follow = (c: Context, first: Session): Response => {
    const { id } = first.person;
    streams.set(id, (streams.get(id) ?? 0) + 1);
    const run = async (stream: SSEStreamingApi): Promise<void> => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      let [sent, sentAt] = ['', -Infinity];
      try {
        while (!stream.aborted) {
          const session = await sessionOf(parts, c);
          // Signed out, stopped, or at its end: the page asks who it is and finds out.
          if (session?.id !== first.id) return;
          const now = outside.now();
          const changed = await remember('mark', now, () => readMark(parts, now));
          if (changed !== sent || now - sentAt >= AT_LEAST_EVERY) {
            const scope = scopeOf(session.person, null);
            // One answer for all who see the same; never one from before the change that is to be told.
            const name = JSON.stringify([changed, scope.stores]);
            const data = await remember(name, now, async () =>
              JSON.stringify(await parts.now.read(scope, now)),
            );
            await stream.writeSSE({ data });
            [sent, sentAt] = [changed, now];
          }
          await pause(LOOK_EVERY, gone.signal);
        }
      } finally {
        const left = (streams.get(id) ?? 1) - 1;
        if (left === 0) streams.delete(id);
        else streams.set(id, left);
      }
    };
    return streamSSE(c, run, (error) => {
      parts.log(error);
      return Promise.resolve();
    });
  };

  app.get('/api/live', async (c) => {
    const session = await sessionOf(parts, c);
    if (!session) return notSignedIn(parts, c);
    if (!may(session.person, 'see')) return refused(c, 'notAllowed');
    if ((streams.get(session.person.id) ?? 0) >= MOST_STREAMS) return refused(c, 'tooMany');
    c.header('X-Accel-Buffering', 'no');
    return follow(c, session);
  });
};
