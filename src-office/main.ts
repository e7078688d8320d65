/** One process of the office: its database, its doors. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { Hono } from 'hono';
import { openDatabase } from './database/open-database.ts';
import { openStreams } from './doors/till/streams.ts';
import { tillDoor } from './doors/till/till-door.ts';
import { readAgain } from './journal/read-again.ts';
import type { Outside } from './outside.ts';
import type { Settings } from './read-environment.ts';
import { serve } from './serve.ts';
import type { Listening } from './serve.ts';

const OWNER_ALONE = 0o700;

const outside: Outside = { now: () => Date.now(), chance: (bytes) => randomBytes(bytes) };

/** `report`: what to do with a surprise; it is told each once. */
export const startOffice = async (
  settings: Settings,
  report: (error: unknown) => void,
): Promise<Listening> => {
  await mkdir(settings.home, { recursive: true, mode: OWNER_ALONE });
  const database = await openDatabase(settings.where, outside.now);
  await readAgain(database, outside.now);
  const streams = openStreams(database, outside, report);
  const app = new Hono();
  app.route('/', tillDoor({ database, outside, streams }));
  app.onError((error, context) => {
    report(error);
    return context.body(null, 500);
  });
  const listening = await serve(app, settings);
  return {
    url: listening.url,
    close: async () => {
      streams.close();
      await listening.close();
      await database.close();
    },
  };
};
