/** One request without its credentials. */
type RecordedRequest = {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, else the text; null when there was none. */
  readonly body: unknown;
};

export type Traffic = {
  add(request: Omit<RecordedRequest, 'body'>, bodyText: string): void;
  /** Oldest first. */
  requests(): RecordedRequest[];
  clear(): void;
};

const KEPT = 500;
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];

/** Keeps the last 500 requests, so that a contract test can check what a client really sent. */
export function recordTraffic(): Traffic {
  let requests: RecordedRequest[] = [];
  return {
    add: (request, bodyText) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase())),
      );
      requests = [...requests.slice(1 - KEPT), { ...request, headers, body: readable(bodyText) }];
    },
    requests: () => requests,
    clear: () => {
      requests = [];
    },
  };
}

function readable(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
