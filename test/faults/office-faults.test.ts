import { expect, test } from 'vitest';
import { postgresPrograms } from '../support/office/postgres-server.ts';
import { officeFaults } from './office/office-faults.ts';

const programs = await postgresPrograms();

test.skipIf(programs === undefined)('nothing between tills and office loses or doubles a row', async () => {
  const lines = await officeFaults(programs ?? '');
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
});
