import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { unlessAborted } from '#services/unless-aborted.ts';

test('work that ends in time counts, however it ends, and nothing listens to the signal any more', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(signal, Promise.resolve('done'), null)).toBe('done');
  await expect(unlessAborted(signal, Promise.reject(new Error('EIO')), null)).rejects.toThrow('EIO');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('work that is broken off is not waited for, and its later failure disturbs nobody', async () => {
  const over = new AbortController();
  let fail = (): void => undefined;
  const work = new Promise<string>((_, reject) => (fail = () => reject(new Error('EIO'))));
  const answer = unlessAborted(over.signal, work, null);
  over.abort();
  expect(await answer).toBeNull();
  fail();
  expect(getEventListeners(over.signal, 'abort')).toEqual([]);
});
