/**
 * Sends the figures as they change, by server-sent events. Each process asks the database once a second for all
 * browsers connected to it, and sends changes only if a till has reported or pushed anything.
 */
import type { Context, Hono } from 'hono';
import type { SSEStreamingApi } from 'hono/streaming';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Asked, NowFigures } from '../../figures/now/now.ts';
import { remembered } from '../../figures/remembered.ts';
import type { Person } from '../../people/may.ts';
import { may, scopeOf } from '../../people/may.ts';
import type { Session } from '../../people/sessions.ts';
import { lastingSessions } from '../../people/sessions.ts';
import { changeOf } from '../../views/now-change.ts';
import type { Now } from '../../views/now-views.ts';
import type { ConcurrencyLimit } from '../concurrency-limit.ts';
import { concurrencyLimit } from '../concurrency-limit.ts';
import { hasNul } from '../has-nul.ts';
import type { GuardParts } from './guard.ts';
import { notSignedIn, sessionOf } from './guard.ts';
import { nowShown } from './routes/inputs.ts';
import { refused, tooMany } from './routes/route.ts';

/** Hours, silent tills and the comparison change without any push. */
const MAX_INTERVAL_MS = 15_000;
/** A browser opens at most six connections to an office; a person has a desk and a phone, and forgets pages on both. */
const MAX_STREAMS = { session: 6, person: 20 } as const;
const POLL_INTERVAL_MS = 1_000;
/** After this somebody may have closed one of them. */
const FULL_MS = 30_000;

const mark = z.object({ count: z.int(), last: z.int().nullable() });

export type Pause = (ms: number) => Promise<void>;

export interface LiveParts extends GuardParts {
  readonly now: NowFigures;
  /** Called with unexpected errors, which never contain a password or token. */
  readonly log: (error: unknown) => void;
  readonly pause: Pause;
}

/** Changes whenever a till has pushed, reported or raised an alert. */
const readMark = async ({ db, now: figures }: LiveParts, now: number): Promise<string> => {
  const version = await figures.version(now);
  const [row] = await db.query(
    'SELECT count(*) AS count, max(found_at) AS last FROM alerts WHERE ended_at IS NULL',
  );
  const { count, last } = mark.parse(row);
  return [version, count, last].join(' ');
};

/** Shared by the streams of one process: all that show the same stores get the same answer. */
const figuresOf = (parts: LiveParts) => {
  const remember = remembered(POLL_INTERVAL_MS / 2);
  return {
    mark: (now: number) => remember('mark', now, () => readMark(parts, now)),
    /** Never from before the change that is being reported: the name contains it. */
    read: (person: Person, asked: Asked & { store: string | null }, changed: string, now: number) => {
      const scope = scopeOf(person, asked.store);
      const name = JSON.stringify([changed, scope.stores, asked.q, asked.upTo]);
      return remember(name, now, () => parts.now.read(scope, now, asked));
    },
  };
};

interface Round {
  readonly now: number;
  readonly changed: string;
  /** By session. */
  readonly people: ReadonlyMap<string, { readonly person: Person }>;
}

/** The returned function waits for the next round, which all streams of one process share, and takes part in it. */
const roundsOf = ({ db, outside, pause }: LiveParts, markAt: (now: number) => Promise<string>) => {
  let coming: Promise<Round> | undefined;
  let sessions = new Set<string>();
  const begin = async (): Promise<Round> => {
    await pause(POLL_INTERVAL_MS);
    const ids = [...sessions];
    [coming, sessions] = [undefined, new Set()];
    const now = outside.now();
    const [changed, people] = await Promise.all([markAt(now), lastingSessions(db, ids, now)]);
    return { now, changed, people };
  };
  return (session: string): Promise<Round> => {
    sessions.add(session);
    return (coming ??= begin());
  };
};

/**
 * Takes a stream's place and returns a function that releases it; undefined if the session or its person has too many.
 */
const room = (streams: ConcurrencyLimit, { id, person }: Session): (() => void) | undefined => {
  const leaveSession = streams.take(id, MAX_STREAMS.session);
  if (!leaveSession) return undefined;
  const leavePerson = streams.take(person.id, MAX_STREAMS.person);
  if (!leavePerson) {
    leaveSession();
    return undefined;
  }
  return () => {
    leaveSession();
    leavePerson();
  };
};

export const addLive = (app: Hono, parts: LiveParts): void => {
  const { outside } = parts;
  const streams = concurrencyLimit();
  const figures = figuresOf(parts);
  const nextRound = roundsOf(parts, figures.mark);

  const follow = (c: Context, session: Session, asked: z.infer<typeof nowShown>, close: () => void) => {
    const run = async (stream: SSEStreamingApi): Promise<void> => {
      stream.onAbort(close);
      let [sent, sentAt, before] = ['', -Infinity, null as Now | null];
      let { person } = session;
      let now = outside.now();
      try {
        let changed = await figures.mark(now);
        while (!stream.aborted) {
          if (changed !== sent || now - sentAt >= MAX_INTERVAL_MS) {
            const shown = await figures.read(person, asked, changed, now);
            await stream.writeSSE({ data: JSON.stringify(changeOf(before, shown)) });
            [sent, sentAt, before] = [changed, now, shown];
          }
          // Alone: in a race with a promise that lasts as long as the stream, that promise would keep every round.
          const round = await nextRound(session.id);
          const lasting = round.people.get(session.id);
          // The session was signed out, blocked or has ended: the page then asks who is signed in and finds out.
          if (!lasting) return;
          ({ now, changed } = round);
          ({ person } = lasting);
        }
      } catch (error) {
        // Kept from the library, which would send its message. If nobody is there any more the office may be closing, and
        // its database with it.
        if (!stream.aborted) parts.log(error);
      } finally {
        close();
      }
    };
    return streamSSE(c, run);
  };

  app.get('/api/live', async (c) => {
    const session = await sessionOf(parts, c);
    if (!session) return notSignedIn(parts, c);
    if (!may(session.person, 'see')) return refused(c, 'notAllowed');
    const asked = nowShown.safeParse(c.req.query());
    if (!asked.success || hasNul(asked.data)) return refused(c, 'badRequest');
    const close = room(streams, session);
    if (!close) return tooMany(c, FULL_MS);
    c.header('X-Accel-Buffering', 'no');
    return follow(c, session, asked.data, close);
  });
};
