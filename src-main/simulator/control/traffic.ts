/** One request as it came in, without its credentials. */
type HeardRequest = {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, as text otherwise, null where there was none. */
  readonly body: unknown;
};

export type Traffic = {
  hear(request: Omit<HeardRequest, 'body'>, bodyText: string): void;
  /** Oldest first. */
  heard(): HeardRequest[];
  clear(): void;
};

const KEPT = 500;
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];

/** Keeps the last 500 requests, so that a contract test can look at what a client really sent. */
export function listenToTraffic(): Traffic {
  let requests: HeardRequest[] = [];
  return {
    hear: (request, bodyText) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase())),
      );
      requests = [...requests.slice(1 - KEPT), { ...request, headers, body: readable(bodyText) }];
    },
    heard: () => requests,
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
