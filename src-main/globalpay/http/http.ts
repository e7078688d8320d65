/** One HTTP exchange, sent at most once and bounded in time. Knows nothing about payments. */
import type { Dispatcher } from 'undici';

/** A hundred times the largest documented answer, a list of a few dozen rows. */
export const MAX_BYTES = 1_048_576;

/** HTTP sets no limit. Proxies and firewalls add cookies and policies; the usual 16 KiB may then be too few. */
export const MAX_HEADER_BYTES = 65_536;

export interface HttpRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** Aborts the exchange; the request may have arrived all the same. */
  readonly signal?: AbortSignal;
  /** From the request for a connection to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The most bytes of an answer; `MAX_BYTES` by default. */
  readonly maxBytes?: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly date: string | null;
  readonly retryAfter: string | null;
  /** Content-Encoding, '' for plain bytes. */
  readonly encoding: string;
  /** As received, perhaps compressed; null if it exceeded the limit. */
  readonly body: Buffer | null;
}

export type HttpOutcome =
  | (HttpResponse & { readonly kind: 'answered' })
  /** No byte of the request has left. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** The request may have arrived. */
  | { readonly kind: 'cut-off'; readonly detail: string }
  /** Something answered, but not in HTTP. */
  | { readonly kind: 'garbled'; readonly detail: string };

export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Start = Omit<HttpResponse, 'body'>;

const first = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

export const startOf = (status: number, headers: Headers): Start => ({
  status,
  date: first(headers['date']),
  retryAfter: first(headers['retry-after']),
  encoding: [headers['content-encoding'] ?? ''].flat().join(','),
});

/** Codes and class names are safe to log; messages may contain addresses and proxies. */
export const codeOf = (error: Error): string => {
  const code = 'code' in error ? error.code : undefined;
  const word = typeof code === 'string' ? code : error.name;
  return /^\w{1,60}$/.test(word) ? word : 'unknown';
};

/** The answer was not HTTP from its first byte on; one that breaks off later is only cut off. */
const isGarbled = (error: Error): boolean =>
  error.name === 'HTTPParserError' || error.name === 'HeadersOverflowError';

/**
 * Callbacks for undici. It calls `onRequestStart` once the connection is up, TLS and tunnel included, right before it
 * writes the first byte: a request that fails earlier was certainly not sent, one that fails later may have been.
 */
const listener = (maxBytes: number, settle: (outcome: HttpOutcome) => void) => {
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  let start: Start | undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (outcome: HttpOutcome) => {
    isOver = true;
    settle(outcome);
  };
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (given) => {
      if (isOver || controller) given.abort(new Error('not to be sent'));
      else controller = given;
    },
    onResponseStart: (_controller, status, headers) => {
      start = startOf(status, headers);
    },
    onResponseData: (given, chunk) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else {
        if (start) end({ kind: 'answered', ...start, body: null });
        given.abort(new Error('too long'));
      }
    },
    onResponseEnd: () => {
      if (start) end({ kind: 'answered', ...start, body: Buffer.concat(chunks) });
    },
    onResponseError: (_controller, error) => {
      const detail = codeOf(error);
      if (!controller) end({ kind: 'not-sent', detail });
      else end({ kind: !start && isGarbled(error) ? 'garbled' : 'cut-off', detail });
    },
  };
  const abort = (detail: 'timeout' | 'stopped') => {
    end({ kind: controller ? 'cut-off' : 'not-sent', detail });
    controller?.abort(new Error(detail));
  };
  return { handler, abort };
};

/** Sends the request and waits for its whole answer; never rejects. */
export const exchange = (dispatcher: Dispatcher, request: HttpRequest): Promise<HttpOutcome> =>
  new Promise((resolve) => {
    const { origin, method, path, headers, body, signal, maxBytes = MAX_BYTES } = request;
    const stop = (): void => abort('stopped');
    const { handler, abort } = listener(maxBytes, (outcome) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(outcome);
    });
    const timer = setTimeout(() => abort('timeout'), request.timeoutMs);
    signal?.addEventListener('abort', stop);
    dispatcher.dispatch({ origin, method, path, headers: { ...headers }, body }, handler);
  });
