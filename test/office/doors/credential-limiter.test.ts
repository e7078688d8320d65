/** A caller without a valid credential costs the database little and keeps nobody else out. */
import { expect, onTestFinished, test } from 'vitest';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Push } from '#domain/office/push.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, tillState } from '../../support/office/tills.ts';

const SECOND = 1_000;

/** A till's door, and how often it has looked up a credential. */
const opened = async (database: Database) => {
  const outside = handOutside();
  const looked = { times: 0 };
  const watched: Database = {
    ...database,
    query: (sql, values) => {
      if (sql.includes('FROM credentials')) looked.times += 1;
      return database.query(sql, values);
    },
  };
  const streams = openStreams(watched, outside, (error) => {
    throw error;
  });
  const { url, close } = await serve(tillDoor({ database: watched, outside, streams }), {
    host: '127.0.0.1',
    port: 0,
    tls: null,
  });
  onTestFinished(async () => {
    streams.close();
    await close();
  });
  return { url, outside, looked, database };
};

interface Shown {
  readonly station: string;
  readonly credential: string;
}
const bearer = ({ station, credential }: Shown) => ({ authorization: `Bearer ${station}.${credential}` });

/** The push of a till that only says that it is there. */
const emptyPush: Push = { after: NO_ROWS, rows: [], upTo: NO_ROWS, end: NO_ROWS, state: tillState() };

const pushTo = (url: string, shown: Shown): Promise<Response> =>
  fetch(`${url}${TILL_PATHS.journal}`, {
    method: 'POST',
    body: JSON.stringify(emptyPush),
    headers: bearer(shown),
  });
const listenTo = (url: string, shown: Shown): Promise<Response> =>
  fetch(`${url}${TILL_PATHS.stream}`, { headers: bearer(shown) });

const guess = (n: number, station = `S${n}`): Shown => ({
  station,
  credential: String(n).padStart(43, 'x'),
});
const statusesOf = async (answers: readonly Promise<Response>[]): Promise<readonly number[]> =>
  (await Promise.all(answers)).map(({ status }) => status);
const times = (count: number) => Array.from({ length: count }, (_, n) => n);

/** How often each answer was given. */
const tally = (statuses: readonly number[]): Readonly<Record<number, number>> =>
  Object.fromEntries(
    [...new Set(statuses)].map((one) => [one, statuses.filter((status) => status === one).length]),
  );

onEachDatabase((tested) => {
  test('a till whose credential is no longer valid is told why each time, and is looked up now and then', async () => {
    const { url, outside, looked, database } = await opened(tested().database);
    const till = await enrolledTill(database, outside);
    await revokeStation(database, outside, till.station);
    looked.times = 0;
    for (let n = 0; n < 40; n += 1) {
      const answer = n % 2 === 0 ? await pushTo(url, till) : await listenTo(url, till);
      expect([answer.status, await answer.json()]).toEqual([401, { refused: 'revoked' }]);
    }
    expect(looked.times).toBe(1);
    outside.pass(10 * SECOND);
    expect((await pushTo(url, till)).status).toBe(401);
    expect(looked.times).toBe(2);
  });

  test('of unknown credentials from one address, sixty a minute are looked up, ten per station, and the rest wait', async () => {
    const { url, outside, looked } = await opened(tested().database);
    const ofOne = await statusesOf(times(30).map((n) => pushTo(url, guess(n, 'S1'))));
    expect(tally(ofOne)).toEqual({ 401: 10, 429: 20 });
    const ofMany = await statusesOf(times(80).map((n) => listenTo(url, guess(100 + n))));
    expect(tally(ofMany)).toEqual({ 401: 50, 429: 30 });
    expect(looked.times).toBe(60);
    const late = await pushTo(url, guess(999));
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '1']);
    outside.pass(SECOND);
    expect((await pushTo(url, guess(999))).status).toBe(401);
  });

  test('whatever one till of a shop sends, the others there push and listen as before', async () => {
    const { url, outside, database } = await opened(tested().database);
    const till = await enrolledTill(database, outside);
    expect((await pushTo(url, till)).status).toBe(200);
    await statusesOf(times(100).map((n) => pushTo(url, guess(n))));
    expect((await pushTo(url, guess(999))).status).toBe(429);
    expect((await pushTo(url, till)).status).toBe(200);
    const stream = await listenTo(url, till);
    expect(stream.status).toBe(200);
    await stream.body!.cancel();
    // One that is unknown here is let in as soon as there is room for a guess.
    const other = await enrolledTill(database, outside, 'Q4ZK7M');
    expect((await pushTo(url, other)).status).toBe(429);
    outside.pass(SECOND);
    expect((await pushTo(url, other)).status).toBe(200);
  });

  test('a replaced till is refused at its next push, however well it is known', async () => {
    const { url, outside, database } = await opened(tested().database);
    const till = await enrolledTill(database, outside);
    expect((await pushTo(url, till)).status).toBe(200);
    await revokeStation(database, outside, till.station);
    const refused = await pushTo(url, till);
    expect([refused.status, await refused.json()]).toEqual([401, { refused: 'revoked' }]);
  });

  test('a till holds two streams, a third ends the oldest, and it may open twenty a minute', async () => {
    const { url, outside, database } = await opened(tested().database);
    const till = await enrolledTill(database, outside);
    const [first, second, third] = [
      await listenTo(url, till),
      await listenTo(url, till),
      await listenTo(url, till),
    ];
    // Ends, or this would wait for ever.
    expect(await first.text()).toContain(': open');
    for (const stream of [second, third]) expect(stream.status).toBe(200);
    const statuses: number[] = [];
    for (let n = 3; n < 21; n += 1) statuses.push((await listenTo(url, till)).status);
    expect(tally(statuses)).toEqual({ 200: 17, 429: 1 });
    const late = await listenTo(url, till);
    expect(late.headers.get('retry-after')).toBe('3');
    outside.pass(3 * SECOND);
    expect((await listenTo(url, till)).status).toBe(200);
    expect((await pushTo(url, till)).status).toBe(200);
  });
});
