/** The HTTP API for tills; see `TILL_PATHS`. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { CredentialRefusal, Enrolment } from '#domain/office/enrolment.ts';
import { enrolment } from '#domain/office/enrolment.ts';
import { MAX_LONG_BODY_BYTES, push } from '#domain/office/push.ts';
import { PART_BYTES } from '#domain/office/restoring.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Database } from '../../database/database.ts';
import { readBack } from '../../journal/read-back.ts';
import { takePush } from '../../journal/push.ts';
import type { Outside } from '../../outside.ts';
import type { Shown } from '../../stations/credentials.ts';
import { readBearer, refusalOf } from '../../stations/credentials.ts';
import type { EnrolResult } from '../../stations/enrol.ts';
import { enrol, restore } from '../../stations/enrol.ts';
import { addressOf, peerOf } from '../caller.ts';
import type { ConcurrencyLimit } from '../concurrency-limit.ts';
import { concurrencyLimit } from '../concurrency-limit.ts';
import type { Attempt, CredentialLimiter } from '../credential-limiter.ts';
import { credentialLimiter } from '../credential-limiter.ts';
import type { RateLimit } from '../rate-limit.ts';
import { rateLimit, retryAfter } from '../rate-limit.ts';
import { readBody } from './read-body.ts';
import type { Streams } from './streams.ts';

export interface TillDoorPorts {
  readonly database: Database;
  readonly outside: Outside;
  readonly streams: Streams;
}

const ENROLMENT_BYTES = 20_000;
/** Often enough that no proxy considers a stream dead; ms. */
const STREAM_BREATHES = 15_000;
/** Streams that a till may open per minute: each costs a database query. */
const MAX_OPENINGS = 20;
/** Pushes per minute: twice what a till sends that has much to catch up on. */
const MAX_PUSHES = 300;
/**
 * A push of a till that catches up is this long; a longer one counts as several. A Z may be fifty times as long, once a
 * day; a process that reads such bodies all the time does nothing else.
 */
const USUAL_BYTES = 300_000;
/** Parts of its journal that a till may ask for per minute: ten times what a new computer does that restores it. */
const MAX_PARTS = 600;
/**
 * Bodies of one till that are read, or made, at once: a till sends one after the other, but may have given one up. Each
 * may be sixteen megabytes.
 */
const AT_ONCE = 2;
const FULL_MS = 1_000;
/** Refused enrolments and restores per minute from one address: each costs the database two writes, whoever asks. */
const MAX_ENTRIES = 60;

const JSON_TYPE = { 'Content-Type': 'application/json' };

const refused = (context: Context, why: CredentialRefusal) => context.json({ refused: why }, 401);
const tooMany = (context: Context, waitMs: number) => context.body(null, 429, retryAfter(waitMs));

/** What the routes of one process share. */
interface Doors extends TillDoorPorts {
  readonly credentials: CredentialLimiter<CredentialRefusal>;
  readonly openings: RateLimit;
  readonly pushes: RateLimit;
  readonly parts: RateLimit;
  readonly underWay: ConcurrencyLimit;
  /** By address. */
  readonly entries: RateLimit;
}

type By = { readonly shown: Shown; readonly attempt: Attempt } | { readonly answer: Response };

/**
 * Whose credential this is, or the answer if it is not good. `known`: whether to trust a credential that was good
 * before without a look-up, as callers do that look it up later anyway.
 */
const shownBy = async (
  { database, credentials }: Doors,
  context: Context,
  known: 'looked up' | 'trusted' = 'looked up',
): Promise<By> => {
  const shown = readBearer(context.req.header('authorization'));
  if (!shown) return { answer: refused(context, 'unknown') };
  const address = addressOf(peerOf(context), context.req.raw.headers);
  const attempt = { address, name: shown.station, hash: shown.hash };
  if (known === 'trusted' && credentials.isKnown(attempt)) return { shown, attempt };
  const checked = await credentials.check(attempt, async () => {
    const wrong = await refusalOf(database, shown);
    return wrong ? { wrong } : { right: shown };
  });
  if ('waitMs' in checked) return { answer: tooMany(context, checked.waitMs) };
  return 'wrong' in checked ? { answer: refused(context, checked.wrong) } : { shown, attempt };
};

const letIn =
  <T extends object>(
    work: (one: Enrolment, address: string) => Promise<EnrolResult<T>>,
    then: (station: T) => Promise<void>,
    entries: RateLimit,
  ) =>
  async (context: Context): Promise<Response> => {
    const address = addressOf(peerOf(context), context.req.raw.headers);
    const waitMs = entries.take(address);
    if (waitMs > 0) return tooMany(context, waitMs);
    const body = await readBody(context, enrolment, ENROLMENT_BYTES);
    if ('status' in body) return context.body(null, body.status);
    const answer = await work(body.value, address);
    if ('refused' in answer) return context.json({ refused: answer.refused }, 409);
    // A chain may set up many tills at once.
    entries.release(address);
    await then(answer.in);
    return context.json(answer.in, 201);
  };

/** Answers within the limits of one till. */
const limited = async (
  { underWay }: Doors,
  context: Context,
  { station }: Shown,
  limit: RateLimit,
  answer: () => Promise<Response>,
): Promise<Response> => {
  const leave = underWay.take(station, AT_ONCE);
  if (!leave) return tooMany(context, FULL_MS);
  try {
    const waitMs = limit.take(station);
    return waitMs > 0 ? tooMany(context, waitMs) : await answer();
  } finally {
    leave();
  }
};

const takeRows =
  (doors: Doors) =>
  async (context: Context): Promise<Response> => {
    const now = doors.outside.now();
    // Before reading the body, so that strangers cannot make us unpack megabytes.
    const by = await shownBy(doors, context, 'trusted');
    if ('answer' in by) return by.answer;
    const { shown, attempt } = by;
    return limited(doors, context, shown, doors.pushes, async () => {
      const body = await readBody(context, push, MAX_LONG_BODY_BYTES);
      doors.pushes.charge(shown.station, Math.floor(body.bytes / USUAL_BYTES));
      if ('status' in body) return context.body(null, body.status);
      const answer = await takePush(doors.database, shown, body.value, now);
      if (!('refused' in answer)) return context.json(answer);
      doors.credentials.wrong(attempt, answer.refused);
      return refused(context, answer.refused);
    });
  };

const giveRows =
  (doors: Doors) =>
  async (context: Context): Promise<Response> => {
    const by = await shownBy(doors, context);
    if ('answer' in by) return by.answer;
    const after = Number(context.req.query('after'));
    if (!Number.isSafeInteger(after) || after < 0) return context.body(null, 400);
    const { shown } = by;
    return limited(doors, context, shown, doors.parts, async () => {
      const body = JSON.stringify(await readBack(doors.database, shown.station, after));
      doors.parts.charge(shown.station, Math.floor(Buffer.byteLength(body) / PART_BYTES));
      return context.body(body, 200, JSON_TYPE);
    });
  };

/** Waits until the stream has to breathe again or is over. Leaves nothing behind on the signal, which may last for days. */
const breath = (signal: AbortSignal): Promise<void> =>
  wait(STREAM_BREATHES, undefined, { signal }).catch(() => undefined);

const stream =
  (doors: Doors) =>
  async (context: Context): Promise<Response> => {
    const by = await shownBy(doors, context);
    if ('answer' in by) return by.answer;
    const waitMs = doors.openings.take(by.shown.station);
    if (waitMs > 0) return tooMany(context, waitMs);
    // Proxies that buffer an answer would hold back every hint.
    context.header('X-Accel-Buffering', 'no');
    return streamSSE(context, async (out) => {
      const over = new AbortController();
      const send = (message: StreamMessage): void => void out.writeSSE({ data: JSON.stringify(message) });
      const close = doors.streams.open(by.shown, send, () => over.abort());
      out.onAbort(() => {
        close();
        over.abort();
      });
      await out.write(': open\n\n');
      while (!over.signal.aborted) {
        await breath(over.signal);
        await out.write(': \n\n');
      }
    });
  };

export const tillDoor = (ports: TillDoorPorts): Hono => {
  const { database, outside, streams } = ports;
  const doors = {
    ...ports,
    credentials: credentialLimiter<CredentialRefusal>(outside),
    openings: rateLimit(outside, MAX_OPENINGS),
    pushes: rateLimit(outside, MAX_PUSHES),
    parts: rateLimit(outside, MAX_PARTS),
    underWay: concurrencyLimit(),
    entries: rateLimit(outside, MAX_ENTRIES),
  };
  const nothingMore = (): Promise<void> => Promise.resolve();
  const fence = ({ station }: { station: string }): Promise<void> => streams.refuse(station, 'replaced');
  const app = new Hono();
  app.post(
    TILL_PATHS.enrol,
    letIn((one, address) => enrol(database, outside, one, address), nothingMore, doors.entries),
  );
  app.post(
    TILL_PATHS.restore,
    letIn((one, address) => restore(database, outside, one, address), fence, doors.entries),
  );
  app.post(TILL_PATHS.journal, takeRows(doors));
  app.get(TILL_PATHS.journal, giveRows(doors));
  app.get(TILL_PATHS.stream, stream(doors));
  return app;
};
