/** The doors for tills; see `TILL_PATHS`. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { CredentialRefusal, Enrolment } from '#domain/office/enrolment.ts';
import { enrolment } from '#domain/office/enrolment.ts';
import { LONG_BODY_BYTES, push, PUSH_BYTES } from '#domain/office/push.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Database } from '../../database/database.ts';
import { readBack } from '../../journal/read-back.ts';
import { takePush } from '../../journal/push.ts';
import type { Outside } from '../../outside.ts';
import type { Shown } from '../../stations/credentials.ts';
import { readBearer, refusalOf } from '../../stations/credentials.ts';
import type { LetIn } from '../../stations/enrol.ts';
import { enrol, restore } from '../../stations/enrol.ts';
import { addressOf, peerOf } from '../caller.ts';
import { readBody } from './read-body.ts';
import type { Streams } from './streams.ts';

export interface TillDoorPorts {
  readonly database: Database;
  readonly outside: Outside;
  readonly streams: Streams;
}

const ENROLMENT_BYTES = 20_000;
/** Often enough that no proxy takes a stream for dead; ms. */
const STREAM_BREATHES = 15_000;

const refused = (context: Context, why: CredentialRefusal) => context.json({ refused: why }, 401);

/** Whose credential this is; or the answer where it is not good. */
const shownBy = async (
  { database }: TillDoorPorts,
  context: Context,
): Promise<{ readonly shown: Shown } | { readonly answer: Response }> => {
  const shown = readBearer(context.req.header('authorization'));
  if (!shown) return { answer: refused(context, 'unknown') };
  const why = await refusalOf(database, shown);
  return why ? { answer: refused(context, why) } : { shown };
};

const letIn =
  <T extends object>(
    work: (one: Enrolment, address: string) => Promise<LetIn<T>>,
    then: (station: T) => Promise<void>,
  ) =>
  async (context: Context): Promise<Response> => {
    const body = await readBody(context, enrolment, { most: ENROLMENT_BYTES });
    if ('status' in body) return context.body(null, body.status);
    const answer = await work(body.value, addressOf(peerOf(context), context.req.raw.headers));
    if ('refused' in answer) return context.json({ refused: answer.refused }, 409);
    await then(answer.in);
    return context.json(answer.in, 201);
  };

const takeRows =
  ({ database, outside }: TillDoorPorts) =>
  async (context: Context): Promise<Response> => {
    const now = outside.now();
    const shown = readBearer(context.req.header('authorization'));
    if (!shown) return refused(context, 'unknown');
    // Nobody unpacks megabytes for a stranger.
    const isAllowed = async (): Promise<boolean> => (await refusalOf(database, shown)) === null;
    const more = { most: LONG_BODY_BYTES, isAllowed };
    const body = await readBody(context, push, { most: PUSH_BYTES, more });
    if ('status' in body) return context.body(null, body.status);
    const answer = await takePush(database, shown, body.value, now);
    return 'refused' in answer ? refused(context, answer.refused) : context.json(answer);
  };

const giveRows =
  (ports: TillDoorPorts) =>
  async (context: Context): Promise<Response> => {
    const by = await shownBy(ports, context);
    if ('answer' in by) return by.answer;
    const after = Number(context.req.query('after'));
    if (!Number.isSafeInteger(after) || after < 0) return context.body(null, 400);
    return context.json(await readBack(ports.database, by.shown.station, after));
  };

const stream =
  (ports: TillDoorPorts) =>
  async (context: Context): Promise<Response> => {
    const by = await shownBy(ports, context);
    if ('answer' in by) return by.answer;
    // Proxies that gather an answer before they pass it on would keep every hint.
    context.header('X-Accel-Buffering', 'no');
    return streamSSE(context, async (out) => {
      const send = (message: StreamMessage): void => void out.writeSSE({ data: JSON.stringify(message) });
      const close = ports.streams.open(by.shown, send);
      out.onAbort(close);
      await out.write(': open\n\n');
      while (!out.aborted) {
        await out.sleep(STREAM_BREATHES);
        await out.write(': \n\n');
      }
    });
  };

export const tillDoor = (ports: TillDoorPorts): Hono => {
  const { database, outside, streams } = ports;
  const nothingMore = (): Promise<void> => Promise.resolve();
  const fence = ({ station }: { station: string }): Promise<void> =>
    streams.tell(station, { type: 'refused', refused: 'replaced' });
  const app = new Hono();
  app.post(
    TILL_PATHS.enrol,
    letIn((one, address) => enrol(database, outside, one, address), nothingMore),
  );
  app.post(
    TILL_PATHS.restore,
    letIn((one, address) => restore(database, outside, one, address), fence),
  );
  app.post(TILL_PATHS.journal, takeRows(ports));
  app.get(TILL_PATHS.journal, giveRows(ports));
  app.get(TILL_PATHS.stream, stream(ports));
  return app;
};
