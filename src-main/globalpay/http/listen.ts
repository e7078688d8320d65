/** One endless answer, read as it arrives. */
import type { Dispatcher } from 'undici';
import type { HttpOutcome, Start } from './http.ts';
import { codeOf, startOf } from './http.ts';

export interface ListenRequest {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** After this long without a byte the stream counts as ended; ms. */
  readonly silenceMs: number;
  /** Called once with the status, before the first byte. */
  readonly onStart: (status: number) => void;
  readonly onData: (chunk: Buffer) => void;
}

/** Resolves once the stream has ended, never rejects; the body goes to `onData`. */
export const listen = (dispatcher: Dispatcher, request: ListenRequest): Promise<HttpOutcome> =>
  new Promise((resolve) => {
    const { origin, path, headers, signal, silenceMs, onStart, onData } = request;
    let controller: Dispatcher.DispatchController | undefined;
    let start: Start | undefined;
    let isOver = false;
    const end = (outcome: HttpOutcome): void => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    const breakOff = (detail: string): void => {
      end({ kind: controller ? 'cut-off' : 'not-sent', detail });
      controller?.abort(new Error(detail));
    };
    const stop = (): void => breakOff('stopped');
    const timer = setTimeout(() => breakOff('timeout'), silenceMs);
    signal.addEventListener('abort', stop);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (given) => {
        if (isOver || controller) given.abort(new Error('not to be sent'));
        else controller = given;
      },
      onResponseStart: (_controller, status, answered) => {
        start = startOf(status, answered);
        onStart(status);
      },
      onResponseData: (_controller, chunk) => {
        timer.refresh();
        onData(chunk);
      },
      onResponseEnd: () => {
        if (start) end({ kind: 'answered', ...start, body: null });
      },
      onResponseError: (_controller, error) => {
        if (!isOver) end({ kind: controller ? 'cut-off' : 'not-sent', detail: codeOf(error) });
      },
    };
    if (signal.aborted) stop();
    else dispatcher.dispatch({ origin, method: 'GET', path, headers: { ...headers } }, handler);
  });
