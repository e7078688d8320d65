import { expect, test } from 'vitest';
import { wireFaults } from './wire/wire-faults.ts';

test('whatever the network does to any call, the sale ends as it should: no payment is lost or charged twice', async () => {
  const results = await wireFaults();
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  const faults = new Set(results.map(({ fault }) => fault));
  const calls = new Set(results.map(({ call }) => call));
  expect([...calls]).toEqual(['create', 'get', 'list', 'cancel']);
  expect(results).toHaveLength(faults.size * calls.size);
}, 120_000);
