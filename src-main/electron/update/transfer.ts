/** Fetches from an untrusted server, within limits on bytes and time. */
import { setTimeout } from 'node:timers/promises';

/** The part of `fetch` that Electron's sessions and Node share. */
export type Fetch = (
  address: string,
  options: { readonly signal: AbortSignal; readonly redirect: 'error'; readonly cache: 'no-store' },
) => Promise<Pick<Response, 'status' | 'body'>>;

export interface TransferLimits {
  /** Bytes. */
  readonly maxBytes: number;
  /** Ms without a byte. */
  readonly silence: number;
  /** Ms of waiting for the server in total. */
  readonly whole: number;
}

/** `cut`: no such file, no answer, the connection broke, or it took too long. `too-much`: more bytes than allowed. */
export type TransferEnd = 'whole' | 'cut' | 'too-much';

class Overdue extends Error {
  override readonly name = 'Overdue';
}

/** How long the server may still keep us waiting. */
class Patience {
  readonly #silence: number;
  #left: number;

  constructor({ silence, whole }: TransferLimits) {
    this.#silence = silence;
    this.#left = whole;
  }

  async with<T>(work: Promise<T>): Promise<T> {
    const over = new AbortController();
    const began = performance.now();
    const overdue = setTimeout(Math.max(0, Math.min(this.#silence, this.#left)), null, {
      signal: over.signal,
    }).then(() => {
      throw new Overdue();
    });
    try {
      return await Promise.race([work, overdue]);
    } finally {
      over.abort();
      overdue.catch(() => undefined);
      this.#left -= performance.now() - began;
    }
  }
}

/**
 * Passes on what the server sends, chunk by chunk. Before the call and each chunk it waits for `whenReady`, which does
 * not count as the server's time. Rethrows what `take` throws.
 */
export const transfer = async (
  fetch: Fetch,
  address: string,
  limits: TransferLimits,
  take: (piece: Uint8Array) => void | Promise<void>,
  whenReady: () => Promise<void> = async () => Promise.resolve(),
): Promise<TransferEnd> => {
  const ended = new AbortController();
  const patience = new Patience(limits);
  /** Undefined if the server failed. */
  const orCut = async <T>(work: Promise<T>): Promise<T | undefined> =>
    patience.with(work).catch(() => undefined);
  try {
    const options = { signal: ended.signal, redirect: 'error', cache: 'no-store' } as const;
    await whenReady();
    const answer = await orCut(fetch(address, options));
    if (answer?.status !== 200 || !answer.body) return 'cut';
    const reader = answer.body.getReader();
    let received = 0;
    for (;;) {
      await whenReady();
      const read = await orCut(reader.read());
      if (!read) return 'cut';
      if (read.done) return 'whole';
      received += read.value.length;
      if (received > limits.maxBytes) return 'too-much';
      await take(read.value);
    }
  } finally {
    ended.abort();
  }
};
