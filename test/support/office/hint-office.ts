/** An office that takes notifications of the gateway, over HTTP. */
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { hintDoor } from '../../../src-office/hints/hint-door.ts';
import type { Outside } from '../../../src-office/outside.ts';
import { serve } from '../../../src-office/serve.ts';

/** Its address. It lasts as long as the test. */
export const hintOffice = async (database: Database, outside: Outside): Promise<string> => {
  const streams = openStreams(database, outside, (error) => {
    throw error;
  });
  const parts = { database, outside, streams };
  const app = new Hono().route('/', tillDoor(parts)).route('/', hintDoor(parts));
  const { url, close } = await serve(app, { host: '127.0.0.1', port: 0, tls: null });
  onTestFinished(async () => {
    streams.close();
    await close();
  });
  return url;
};

export const basic = (siteId: string, apiKey: string): string =>
  `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
