/** Makes tills' days in threads of their own. */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { MadeDay, Making } from './made-day.ts';
import { makeDay } from './made-day.ts';

const makeSome = (some: readonly Making[]): Promise<readonly MadeDay[]> =>
  new Promise((resolve, reject) => {
    const days: MadeDay[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: some });
    worker.on('message', (day: MadeDay) => days.push(day));
    worker.once('error', reject);
    worker.once('exit', () => resolve(days));
  });

export const makeDays = async (all: readonly Making[]): Promise<readonly MadeDay[]> => {
  const each = Math.ceil(all.length / availableParallelism());
  const shares = Array.from({ length: availableParallelism() }, (_, share) =>
    all.slice(share * each, (share + 1) * each),
  );
  return (await Promise.all(shares.map(makeSome))).flat();
};

if (!isMainThread && parentPort) {
  for (const one of workerData as readonly Making[]) {
    const day = makeDay(one);
    parentPort.postMessage(day, [day.rows.buffer, day.ends.buffer, day.times.buffer, day.hashes.buffer]);
  }
}
