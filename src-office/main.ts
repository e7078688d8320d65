/** One process of the office: its database and its HTTP servers. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { clockOf } from './database/clock.ts';
import { openDatabase, openPatient } from './database/open-database.ts';
import { openPage } from './doors/owner/open-page.ts';
import { openStreams } from './doors/till/streams.ts';
import { tillDoor } from './doors/till/till-door.ts';
import { catchUp } from './journal/again/catch-up.ts';
import { hintDoor } from './hints/hint-door.ts';
import type { Outside } from './outside.ts';
import type { Settings } from './read-environment.ts';
import { receiptDoor } from './receipts/receipt-door.ts';
import { serve } from './serve.ts';
import type { Listening } from './serve.ts';

const OWNER_ALONE = 0o700;

/** The output of `vite build --mode office` for page/. */
const PAGE = fileURLToPath(new URL('../out/office/', import.meta.url));

/** How soon a renewed certificate is used; ms. */
const RENEWED_EVERY = 10 * 60_000;

export interface Office extends Omit<Listening, 'renew'> {
  /** The code, to be printed, that creates the owner's account; undefined once there is one. */
  readonly ownerCode: string | undefined;
}

/** `report`: called once with each unexpected error. */
export const startOffice = async (settings: Settings, report: (error: unknown) => void): Promise<Office> => {
  await mkdir(settings.home, { recursive: true, mode: OWNER_ALONE });
  const database = await openDatabase(settings.where, Date.now);
  const clock = await clockOf(database, Date.now);
  const outside: Outside = { now: clock.now, randomBytes: (bytes) => randomBytes(bytes) };
  const streams = openStreams(database, outside, report);
  const app = new Hono();
  const page = await openPage(
    database,
    outside,
    { page: PAGE, isTls: settings.tls !== null, webhook: settings.webhook },
    { report, revoked: (station) => streams.refuse(station, 'revoked') },
  );
  app.route('/', tillDoor({ database, outside, streams }));
  app.route('/', hintDoor({ database, outside, streams }));
  app.route('/', receiptDoor({ database, outside }));
  app.route('/', page.app);
  app.onError((error, context) => {
    report(error);
    return context.body(null, 500);
  });
  const listening = await serve(app, settings);
  const renewing = setInterval(() => void listening.renew().catch(report), RENEWED_EVERY);
  renewing.unref();
  const stopCatchingUp = catchUp(openPatient(settings.where, database), outside, report);
  return {
    url: listening.url,
    ownerCode: page.ownerCode,
    close: async () => {
      clock.stop();
      clearInterval(renewing);
      streams.close();
      page.close();
      await listening.close();
      await stopCatchingUp();
      await database.close();
    },
  };
};
