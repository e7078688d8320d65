import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const messageSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('progress'), done: z.int(), total: z.int() }),
  z.strictObject({ is: z.literal('done'), result: z.unknown() }),
  z.strictObject({ is: z.literal('failed'), problem: z.string() }),
]);

/** A worker's message: its progress any number of times, then once its result. */
export type WorkerMessage = z.infer<typeof messageSchema>;

/** Hears how far a worker is, and cancels it. */
export interface JobOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface WorkerJob<T> {
  /** The built worker. */
  readonly workerFile: string | URL;
  /** Plain data, which is copied. */
  readonly job: object;
  readonly result: z.ZodType<T>;
}

/** Megabytes. Rows are read, written and dropped, so a larger heap would only be collected less often. */
const MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 };

/** Runs one job in a new worker thread; any message to it cancels. Rejects if the worker fails. */
export const runInWorker = <T>(
  { workerFile, job, result }: WorkerJob<T>,
  { onProgress, signal }: JobOptions = {},
): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: job, resourceLimits: MEMORY });
    const cancel = (): void => worker.postMessage('cancel');
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (data: unknown) => {
      const { data: message, error } = messageSchema.safeParse(data);
      if (!message) reject(new Error('The worker sent an unreadable message.', { cause: error }));
      else if (message.is === 'progress') onProgress?.({ done: message.done, total: message.total });
      else if (message.is === 'failed') reject(new Error(message.problem));
      else {
        const read = result.safeParse(message.result);
        if (read.success) resolve(read.data);
        else reject(new Error('The worker sent an unreadable result.', { cause: read.error }));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      reject(new Error(`The worker ended without a result (exit code ${code}).`));
    });
  });
