import { expect, test } from 'vitest';
import { wireFaults } from './wire/faults.ts';

test('whatever a wire does to whichever call, the sale ends as it should: nothing lost, nothing doubled', async () => {
  const tried = await wireFaults();
  expect(tried.filter(({ ok }) => !ok)).toEqual([]);
  const faults = new Set(tried.map(({ fault }) => fault));
  const calls = new Set(tried.map(({ call }) => call));
  expect([...calls]).toEqual(['create', 'get', 'list', 'cancel']);
  expect(tried).toHaveLength(faults.size * calls.size);
}, 120_000);
