import { expect, test } from 'vitest';
import { Queue } from '#services/queue.ts';

/** A job that ends when the test says so. */
const heldJob = (log: string[], name: string) => {
  let end = (): void => undefined;
  let fail = (): void => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = () => reject(new Error(name));
  });
  const job = (): Promise<string> => {
    log.push(name);
    return promise;
  };
  return { job, end, fail };
};

test('jobs run one after another, in order', async () => {
  const queue = new Queue();
  const began: string[] = [];
  const [first, second] = [heldJob(began, 'first'), heldJob(began, 'second')];
  const results = [queue.add(first.job), queue.add(second.job)];
  second.end();
  await Promise.resolve();
  expect(began).toEqual(['first']);
  expect(queue.size).toBe(2);
  first.end();
  expect(await Promise.all(results)).toEqual(['first', 'second']);
  expect(began).toEqual(['first', 'second']);
  expect(queue.size).toBe(0);
});

test('a job that fails, at once or later, fails for its caller and does not hold up the others', async () => {
  const queue = new Queue();
  const thrown = queue.add(() => {
    throw new Error('at once');
  });
  const later = heldJob([], 'later');
  const rejected = queue.add(later.job);
  const next = queue.add(() => 'done');
  later.fail();
  await expect(thrown).rejects.toThrow('at once');
  await expect(rejected).rejects.toThrow('later');
  expect(await next).toBe('done');
});

test('settled waits for every job added so far, even one that fails', async () => {
  const queue = new Queue();
  await queue.settled();
  const held = heldJob([], 'held');
  const failed = queue.add(held.job).catch(() => 'failed');
  let isSettled = false;
  const settled = queue.settled().then(() => (isSettled = true));
  await Promise.resolve();
  expect(isSettled).toBe(false);
  held.fail();
  await settled;
  expect(await failed).toBe('failed');
});
