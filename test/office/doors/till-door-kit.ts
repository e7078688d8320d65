/** The office's door for tills, open on loopback, and what a till brings to it. */
import { onTestFinished } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import type { Streams } from '../../../src-office/doors/till/streams.ts';
import { serve } from '../../../src-office/serve.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { handOutside, readJournal } from '../../support/office/tills.ts';

/** The doors that a file of tests opens, and the clock and chance that they share. */
export const tillDoors = () => {
  const outside = handOutside();

  /** `errors`: what the office would log. */
  const opened = async (
    database: Database,
  ): Promise<{ url: string; streams: Streams; errors: readonly unknown[] }> => {
    const errors: unknown[] = [];
    const streams = openStreams(database, outside, (error) => {
      throw error;
    });
    const app = tillDoor({ database, outside, streams });
    app.onError((error, context) => {
      errors.push(error);
      return context.body(null, 500);
    });
    const { url, close } = await serve(app, { host: '127.0.0.1', port: 0, tls: null });
    onTestFinished(async () => {
      streams.close();
      await close();
    });
    return { url, streams, errors };
  };

  return { outside, opened };
};

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers });

export const bearer = ({ station, credential }: { station: string; credential: string }) => ({
  authorization: `Bearer ${station}.${credential}`,
});

export const oneSale = () => {
  const file = newJournalFile();
  sell(openForTest(file), 'T1-1');
  return readJournal(file);
};
