/** An office that takes notifications of the gateway and shows receipts, over HTTP. */
import { Hono } from 'hono';
import type { Database } from '../../../src-office/database/database.ts';
import type { Streams } from '../../../src-office/doors/till/streams.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { hintDoor } from '../../../src-office/hints/hint-door.ts';
import type { Outside } from '../../../src-office/outside.ts';
import { receiptDoor } from '../../../src-office/receipts/receipt-door.ts';
import { serve } from '../../../src-office/serve.ts';

const throwIt = (error: unknown): never => {
  throw error;
};

export interface HintOffice {
  readonly url: string;
  /** Settles once a till has its stream open. */
  readonly isHeard: Promise<void>;
  readonly close: () => Promise<void>;
}

export const openHintOffice = async (database: Database, outside: Outside): Promise<HintOffice> => {
  const own = openStreams(database, outside, throwIt);
  let heard = (): void => undefined;
  const isHeard = new Promise<void>((resolve) => (heard = resolve));
  const streams: Streams = {
    open: (...given) => {
      heard();
      return own.open(...given);
    },
    publish: (...given) => own.publish(...given),
    refuse: (...given) => own.refuse(...given),
    close: () => own.close(),
  };
  const parts = { database, outside, streams };
  const app = new Hono();
  for (const door of [tillDoor(parts), hintDoor(parts), receiptDoor(parts)]) app.route('/', door);
  const listening = await serve(app, { host: '127.0.0.1', port: 0, tls: null });
  return {
    url: listening.url,
    isHeard,
    close: async () => {
      streams.close();
      await listening.close();
    },
  };
};

export const basic = (siteId: string, apiKey: string): string =>
  `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
