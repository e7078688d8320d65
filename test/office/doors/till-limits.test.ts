/** What one till, or a stranger, may cost the office at the tills' door. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { MAX_LONG_BODY_BYTES } from '#domain/office/push.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, tillState } from '../../support/office/tills.ts';

/** A minute that does not pass. */
const outside = { now: () => 1_795_000_000_000, randomBytes: (bytes: number) => randomBytes(bytes) };

const opened = async (database: Database): Promise<{ readonly url: string }> => {
  const streams = openStreams(database, outside, () => undefined);
  const { url, close } = await serve(tillDoor({ database, outside, streams }), {
    host: '127.0.0.1',
    port: 0,
    tls: null,
  });
  onTestFinished(async () => {
    streams.close();
    await close();
  });
  return { url };
};

/** Answers what is asked of the journals only once they are let go, or three are asked for at once. */
const heldBack = (database: Database) => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let asked = 0;
  const held: Database = {
    ...database,
    query: async (sql, values) => {
      if (sql.includes('FROM events')) {
        asked += 1;
        if (asked > 2) letGo();
        await gate;
      }
      return database.query(sql, values);
    },
  };
  return { held, letGo: () => letGo() };
};

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) });

onEachDatabase((tested) => {
  test('a till that sends long bodies all the time waits, one that sends a long Z once does not', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const { station, credential } = await enrolledTill(database, outside);
    const headers = { authorization: `Bearer ${station}.${credential}`, 'content-encoding': 'gzip' };
    const long = gzipSync(Buffer.alloc(MAX_LONG_BODY_BYTES, ' '));
    const statuses: number[] = [];
    for (let sent = 0; sent < 7; sent += 1)
      statuses.push(
        (await fetch(`${url}${TILL_PATHS.journal}`, { method: 'POST', body: long, headers })).status,
      );
    expect(statuses.slice(0, 2)).toEqual([400, 400]);
    expect(statuses.at(-1)).toBe(429);
  });

  test('a stranger who tries codes costs the database nothing after a while, and a chain that enrols its tills waits for nothing', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const { store } = await addStore(database, outside, 'Main street');
    const enter = async (code: string, installation: string): Promise<number> =>
      (await post(`${url}${TILL_PATHS.enrol}`, { code, installation, state: tillState() })).status;
    for (let tills = 0; tills < 61; tills += 1) {
      const { code } = (await codeForNewTill(database, outside, { store, name: `Till ${tills}` }))!;
      expect(await enter(code, tills.toString(36).toUpperCase().padStart(6, '0'))).toBe(201);
    }
    const statuses: number[] = [];
    for (let tries = 0; tries < 62; tries += 1) statuses.push(await enter('K7M2-9QXT-4D', '7HJ2K9'));
    expect(statuses[0]).toBe(409);
    expect(statuses.at(-1)).toBe(429);
  });

  test('a till that asks for its journal again and again waits, and never has more than two parts made at once', async () => {
    const { database } = tested();
    const { held, letGo } = heldBack(database);
    const { url } = await opened(held);
    const { station, credential } = await enrolledTill(database, outside);
    const headers = { authorization: `Bearer ${station}.${credential}` };
    const part = async (): Promise<number> =>
      (await fetch(`${url}${TILL_PATHS.journal}?after=0`, { headers })).status;
    const first = [part(), part(), part()];
    expect(await Promise.race(first)).toBe(429);
    letGo();
    expect((await Promise.all(first)).toSorted()).toEqual([200, 200, 429]);
    let status = 200;
    let parts = 2;
    while (status === 200 && parts < 700) [status, parts] = [await part(), parts + 1];
    expect([status, parts]).toEqual([429, 601]);
  });
});
