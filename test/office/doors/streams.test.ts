import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { handOutside } from '../../support/office/tills.ts';

test('a till that cannot be told of its replacement does not undo it: the new computer gets its answer', async () => {
  const gone = new Error('the database is gone');
  const fails = (): Promise<never> => Promise.reject(gone);
  const database: Database = {
    query: fails,
    transaction: fails,
    alone: fails,
    unlessHeld: fails,
    close: () => Promise.resolve(),
  };
  const reported: unknown[] = [];
  const streams = openStreams(database, handOutside(), (error) => reported.push(error));
  onTestFinished(() => streams.close());
  await streams.refuse('S1', 'replaced');
  expect(reported).toEqual([gone]);
});
