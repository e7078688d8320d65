/** One HTTP exchange: sent at most once, answered or not, in a given time. Knows nothing of payments. */
import type { Dispatcher } from 'undici';

/** The largest documented answer is a list of a few dozen rows; this is a hundred times that. */
const MOST_BYTES = 1_048_576;

export interface HttpRequest {
  readonly origin: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** From asking for a connection to the last byte of the answer. */
  readonly withinMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly date: string | null;
  readonly retryAfter: string | null;
  /** Compressed although we asked for plain bytes. */
  readonly encoded: boolean;
  /** Null when it was longer than we read. */
  readonly body: Buffer | null;
}

export type Heard =
  | (HttpAnswer & { readonly kind: 'answered' })
  /** Not one byte of the request has left. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** The request may have arrived. */
  | { readonly kind: 'cut-off'; readonly detail: string }
  /** Something answered, but not in HTTP. */
  | { readonly kind: 'garbled'; readonly detail: string };

type Headers = Readonly<Record<string, string | string[] | undefined>>;
type Start = Omit<HttpAnswer, 'body'>;

const first = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

const startOf = (status: number, headers: Headers): Start => ({
  status,
  date: first(headers['date']),
  retryAfter: first(headers['retry-after']),
  encoded: !/^(?:identity)?$/i.test(first(headers['content-encoding']) ?? ''),
});

/** Codes and class names are safe to log; messages may carry addresses and proxies. */
const codeOf = (error: Error): string => {
  const code = 'code' in error ? error.code : undefined;
  const word = typeof code === 'string' ? code : error.name;
  return /^\w{1,60}$/.test(word) ? word : 'unknown';
};

/** Bytes that are no HTTP from the first on; an answer that began well and broke off is only cut. */
const isGarbled = (error: Error): boolean =>
  error.name === 'HTTPParserError' || error.name === 'HeadersOverflowError';

/**
 * The part undici talks to. `onRequestStart` comes when a connection stands, TLS and tunnel included, right before
 * the first byte is written: whatever fails earlier has certainly not been sent, whatever fails later may have been.
 */
const listener = (settle: (heard: Heard) => void) => {
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  let start: Start | undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (heard: Heard) => {
    isOver = true;
    settle(heard);
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
      if (bytes <= MOST_BYTES) chunks.push(chunk);
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
  const abort = () => {
    end({ kind: controller ? 'cut-off' : 'not-sent', detail: 'timeout' });
    controller?.abort(new Error('timeout'));
  };
  return { handler, abort };
};

/** Sends the request and waits for its whole answer; never rejects. */
export const exchange = (dispatcher: Dispatcher, request: HttpRequest): Promise<Heard> =>
  new Promise((resolve) => {
    const { handler, abort } = listener((heard) => {
      clearTimeout(timer);
      resolve(heard);
    });
    const timer = setTimeout(abort, request.withinMs);
    const { origin, method, path, headers, body } = request;
    dispatcher.dispatch({ origin, method, path, headers: { ...headers }, body }, handler);
  });
